#include "reports/pages/html.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void km_html(KmText *out, const char *markup, ...)
{
    va_list args;
    va_start(args, markup);
    for (const char *p = markup; *p != '\0'; p++) {
        if (*p != '%') {
            km_text_add_char(out, *p);
            continue;
        }
        p++;
        if (*p == 's') {
            km_text_add_html(out, va_arg(args, const char *));
        } else if (*p == 'd') {
            char digits[16];
            (void)snprintf(digits, sizeof digits, "%d", va_arg(args, int));
            km_text_add(out, digits);
        } else {
            km_text_add_char(out, '%');
        }
    }
    va_end(args);
}

char *km_html_id(KmArena *arena, const char *text)
{
    char *id = km_format(arena, "%s%s", isalpha((unsigned char)text[0]) ? "" : "c-", text);
    for (char *p = id; *p != '\0'; p++) {
        if (!isalnum((unsigned char)*p) && *p != '-') {
            *p = '-';
        }
    }
    return id;
}
