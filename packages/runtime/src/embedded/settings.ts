/** Settings of a PostgreSQL server (`postgresql.conf` names). */
export type ServerSettings = Readonly<Record<string, string>>;

/**
 * The settings of the embedded server, given on the command line at each start, so that a new version of Crossdock
 * brings its own. Durability stays on: an accepted message must survive a power cut.
 */
export const serverSettings: ServerSettings = {
  listen_addresses: '127.0.0.1',
  // Without sockets there is no second way in, and no trouble with long paths.
  unix_socket_directories: '',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  max_connections: '100',
  shared_buffers: '256MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '10min',
  wal_compression: 'on',
  // The disks of today: reading here and there costs little more than reading in order.
  random_page_cost: '1.1',
  // Our queries are short: compiling them costs more than it saves.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  log_min_messages: 'warning',
  log_line_prefix: '%m [%p] ',
};

/** Turns settings into PostgreSQL's command line (`-c name=value`). */
export function asArguments(settings: ServerSettings): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
