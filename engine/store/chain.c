#include "engine/store/chain.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

static void add_text(crypto_generichash_state *state, const char *text)
{
    char length[24];
    size_t n = text == NULL ? 0 : strlen(text);
    int used = snprintf(length, sizeof length, "%zu:", n);
    (void)crypto_generichash_update(state, (const unsigned char *)length, (unsigned long long)used);
    (void)crypto_generichash_update(state, (const unsigned char *)(n == 0 ? "" : text), n);
}

bool km_chain_next(const char *previous, const char *const *texts, size_t n_texts,
                   char ret_chain[KM_CHAIN_TEXT], KmError *err)
{
    crypto_generichash_state state;
    unsigned char hash[(KM_CHAIN_TEXT - 1) / 2];
    if (sodium_init() < 0 || crypto_generichash_init(&state, NULL, 0, sizeof hash) != 0) {
        return km_error_set(err, KM_ERROR_SYSTEM, "libsodium cannot be used on this machine");
    }
    add_text(&state, previous);
    for (size_t i = 0; i < n_texts; i++) {
        add_text(&state, texts[i]);
    }
    (void)crypto_generichash_final(&state, hash, sizeof hash);
    (void)sodium_bin2hex(ret_chain, KM_CHAIN_TEXT, hash, sizeof hash);
    return true;
}
