/** What of the connections page stands in its address. */
export interface ConnectionSearch {
  /** `environment/key` of the one being edited. */
  edit?: string | undefined;
  /** Connector of a new one, or `any`. */
  create?: string | undefined;
  /** `environment/key` of the one being copied. */
  copy?: string | undefined;
}
