#include "reports/plain.h"

enum { WIDTH = 76, INDENT = 2 };

void km_plain_heading(KmText *out, const char *text)
{
    km_text_addf(out, "\n%s\n", text);
}

void km_plain_paragraph(KmText *out, const char *text)
{
    size_t column = 0;
    for (const char *p = text; *p != '\0';) {
        size_t length = 0;
        size_t letters = 0;
        for (; p[length] != '\0' && p[length] != ' '; length++) {
            letters += ((unsigned char)p[length] & 0xc0u) != 0x80u ? 1 : 0;
        }
        bool breaks = column > 0 && column + 1 + letters > WIDTH;
        km_text_add(out, column == 0 ? "  " : breaks ? "\n  " : " ");
        column = (column == 0 || breaks ? INDENT : column + 1) + letters;
        km_text_add_n(out, p, length);
        p += length;
        while (*p == ' ') {
            p++;
        }
    }
    km_text_add_char(out, '\n');
}
