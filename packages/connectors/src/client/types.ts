/** Names in small letters; a header that came several times is a list. */
export type ResponseHeaders = Record<string, string | string[]>;

export interface HttpRequest {
  method: string;
  /** Absolute, http or https, without user and password. */
  url: string | URL;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  signal?: AbortSignal;
  /** How long to wait for headers, and between two pieces of the body. */
  timeoutMs?: number;
  /** Largest body taken, before and after decompression. */
  maxBytes?: number;
  /** Redirects followed within the same host; 0 (default) hands the redirect back. */
  maxRedirects?: number;
}

export interface HttpResponse {
  status: number;
  headers: ResponseHeaders;
  /** Decompressed. */
  body: Buffer;
  /** Where the answer came from, after redirects. */
  url: string;
}

/** The guarded way out. */
export interface HttpClient {
  /**
   * Sends a request; any status is an answer.
   * @throws ConnectorError when there was no answer, or none that could be taken
   */
  request(request: HttpRequest): Promise<HttpResponse>;
  /** Ends all connections; requests under way fail. */
  close(): Promise<void>;
}
