/* What a file is by its first bytes, when it is no CSV text. */
#ifndef IMPORTERS_READING_FILE_KIND_H
#define IMPORTERS_READING_FILE_KIND_H

#include "importers/reading/encoding.h"

/* Refuses an empty file, workbooks, documents, archives, pictures, databases, web pages, JSON, and
 * UTF-16 or UTF-32 without a mark; each with what to do. `file` for messages. */
bool km_file_kind_check(const char *file, KmSlice head, KmError *err) KM_MUST_USE;

#endif
