#include "engine/store/early_write.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

enum { STRETCH = 2 * 1024 * 1024 };

/* As pwrite. A stretch of the file is sent on its way when it is written to its end; what goes
 * wrong with it then, the sync at the commit tells. */
static ssize_t write_at(int fd, const void *bytes, size_t length, off_t at)
{
    ssize_t written = pwrite(fd, bytes, length, at);
    int fault = errno;
    if (written > 0 && at / STRETCH != (at + written) / STRETCH) {
        (void)sync_file_range(fd, at / STRETCH * STRETCH, STRETCH, SYNC_FILE_RANGE_WRITE);
    }
    errno = fault;
    return written;
}

void km_write_early(void)
{
    static const char *const names[] = {"pwrite", "pwrite64"}; /* one of them is in use */
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (vfs != NULL && vfs->iVersion >= 3 && vfs->xSetSystemCall != NULL) {
            (void)vfs->xSetSystemCall(vfs, names[i], (sqlite3_syscall_ptr)write_at);
        }
    }
}
