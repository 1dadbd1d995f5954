// SPDX-License-Identifier: GPL-3.0-or-later
#include "p256_key.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/obj_mac.h>

#include <initializer_list>
#include <memory>

namespace virtual_kit {

using framing::Bytes;
using framing::ByteView;

namespace {

constexpr std::size_t kSize = 32; ///< bytes of a P-256 scalar and of SHA-256

template <auto Free>
struct Freed {
    template <typename T>
    void operator()(T *object) const
    {
        Free(object);
    }
};
using Number = std::unique_ptr<BIGNUM, Freed<BN_clear_free>>;
using Scratch = std::unique_ptr<BN_CTX, Freed<BN_CTX_free>>;
using Curve = std::unique_ptr<EC_GROUP, Freed<EC_GROUP_free>>;
using Point = std::unique_ptr<EC_POINT, Freed<EC_POINT_free>>;

Curve p256() { return Curve(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1)); }
Number number(ByteView bytes) { return Number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr)); }

Bytes fixedBytes(const BIGNUM *value)
{
    Bytes bytes(kSize);
    BN_bn2binpad(value, bytes.data(), static_cast<int>(kSize));
    return bytes;
}

Bytes digest(const EVP_MD *algorithm, ByteView data)
{
    Bytes hash(static_cast<std::size_t>(EVP_MD_get_size(algorithm)));
    EVP_Digest(data.data(), data.size(), hash.data(), nullptr, algorithm, nullptr);
    return hash;
}

Bytes joined(std::initializer_list<ByteView> parts)
{
    Bytes all;
    for (const ByteView part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

Bytes hmac(ByteView key, ByteView data)
{
    Bytes mac(kSize);
    unsigned length = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), data.data(), data.size(), mac.data(), &length);
    return mac;
}

/// The nonces of RFC 6979 §3.2 for one key and message, in the order in which they are to be tried.
class NonceSequence
{
public:
    NonceSequence(ByteView secret, ByteView hash)
        : m_k(kSize, 0x00)
        , m_v(kSize, 0x01)
    {
        for (const std::uint8_t step : {std::uint8_t(0x00), std::uint8_t(0x01)}) {
            m_k = hmac(m_k, joined({m_v, ByteView(&step, 1), secret, hash}));
            m_v = hmac(m_k, m_v);
        }
    }
    Number next()
    {
        if (m_used)
            rekey();
        m_used = true;
        m_v = hmac(m_k, m_v);
        return number(m_v);
    }

private:
    void rekey()
    {
        const std::uint8_t zero = 0;
        m_k = hmac(m_k, joined({m_v, ByteView(&zero, 1)}));
        m_v = hmac(m_k, m_v);
    }
    Bytes m_k;
    Bytes m_v;
    bool m_used = false;
};

} // namespace

P256Key::P256Key(std::uint64_t seed, std::string_view name)
{
    Bytes material(name.begin(), name.end());
    for (int shift = 56; shift >= 0; shift -= 8)
        material.push_back(static_cast<std::uint8_t>(seed >> shift));
    const Curve curve = p256();
    const Scratch scratch(BN_CTX_new());
    const Number secret = number(digest(EVP_sha256(), material));
    const Number one = number(Bytes{1});
    const Number most(BN_dup(EC_GROUP_get0_order(curve.get())));
    // secret mod (n - 1) + 1 lies in 1...n-1.
    BN_sub(most.get(), most.get(), one.get());
    BN_mod(secret.get(), secret.get(), most.get(), scratch.get());
    BN_add(secret.get(), secret.get(), one.get());
    m_secret = fixedBytes(secret.get());

    const Point point(EC_POINT_new(curve.get()));
    EC_POINT_mul(curve.get(), point.get(), secret.get(), nullptr, nullptr, scratch.get());
    m_point.resize(2 * kSize + 1);
    m_point.resize(EC_POINT_point2oct(
        curve.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED, m_point.data(), m_point.size(), scratch.get()));
}

Bytes P256Key::keyIdentifier() const { return digest(EVP_sha1(), m_point); }

Bytes P256Key::sign(ByteView data) const
{
    const Curve curve = p256();
    const Scratch scratch(BN_CTX_new());
    const BIGNUM *const order = EC_GROUP_get0_order(curve.get());
    const Bytes hash = digest(EVP_sha256(), data);
    const Number message = number(hash);
    const Number secret = number(m_secret);
    const Number r(BN_new());
    const Number s(BN_new());
    const Point point(EC_POINT_new(curve.get()));

    // bits2octets of RFC 6979 §2.3.4: the hash is as long as n, so at most one n is taken off.
    BN_mod(message.get(), message.get(), order, scratch.get());
    NonceSequence nonces(m_secret, fixedBytes(message.get()));
    for (;;) {
        const Number k = nonces.next();
        if (BN_is_zero(k.get()) || BN_cmp(k.get(), order) >= 0)
            continue;
        EC_POINT_mul(curve.get(), point.get(), k.get(), nullptr, nullptr, scratch.get());
        EC_POINT_get_affine_coordinates(curve.get(), point.get(), r.get(), nullptr, scratch.get());
        BN_mod(r.get(), r.get(), order, scratch.get());
        // s = (hash + r * secret) / k
        BN_mod_mul(s.get(), r.get(), secret.get(), order, scratch.get());
        BN_mod_add(s.get(), s.get(), message.get(), order, scratch.get());
        const Number inverse(BN_mod_inverse(nullptr, k.get(), order, scratch.get()));
        BN_mod_mul(s.get(), s.get(), inverse.get(), order, scratch.get());
        if (!BN_is_zero(r.get()) && !BN_is_zero(s.get()))
            break;
    }
    return joined({fixedBytes(r.get()), fixedBytes(s.get())});
}

} // namespace virtual_kit
