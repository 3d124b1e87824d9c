/* Private to the store: pages that SQLite writes go on to the disk while the work goes on, instead
 * of all at once when the commit waits for them. The promise of a commit stays SQLite's own sync;
 * this only leaves it less to wait for (sync_file_range(2), without its waiting). It takes the
 * place of SQLite's call of pwrite in the whole process (sqlite.org/c3ref/vfs.html,
 * xSetSystemCall), which is the only way to the file's descriptor: a second one, closed, would drop
 * SQLite's locks. Where a version of SQLite does not let itself be told, all is as it was. */
#ifndef ENGINE_STORE_EARLY_WRITE_H
#define ENGINE_STORE_EARLY_WRITE_H

/* Once or more often, before a store is opened. */
void km_write_early(void);

#endif
