// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <openssl/bio.h>
#include <openssl/evp.h>

#include <memory>

namespace profiles {

struct OpenSslFree {
    void operator()(BIO *bio) const { BIO_free(bio); }
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
    void operator()(EVP_PKEY_CTX *context) const { EVP_PKEY_CTX_free(context); }
    void operator()(EVP_MD_CTX *context) const { EVP_MD_CTX_free(context); }
};

using BioPtr = std::unique_ptr<BIO, OpenSslFree>;
using KeyPtr = std::unique_ptr<EVP_PKEY, OpenSslFree>;
using KeyContextPtr = std::unique_ptr<EVP_PKEY_CTX, OpenSslFree>;
using DigestContextPtr = std::unique_ptr<EVP_MD_CTX, OpenSslFree>;

} // namespace profiles
