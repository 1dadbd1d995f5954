// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tl/expected.hpp>

#include <QString>

#include <cstdint>
#include <optional>

namespace device_link {

/// What went wrong, by what the user can do about it. widgets/text turns a fault into a translated sentence.
enum class Fault : std::uint8_t {
    LinkLost,     ///< the port is gone or the kit fell silent; it comes back by itself or by plugging in again
    Timeout,      ///< the kit is there but did not answer this in time
    Cancelled,    ///< the user (or the owner going away) stopped it
    Refused,      ///< the kit understood and said no; Error::code says why
    BadReply,     ///< the kit answered something the protocol does not allow
    BadFile,      ///< a file is not what it should be
    CannotRead,   ///< a file is not there, is no file, or the system forbids reading it
    CannotWrite,  ///< a file cannot be made or written: rights, a name in the way, no space left
    AlreadyThere, ///< a file of that name is there, and nothing is written over
    BadArgument,  ///< the caller's value is outside what is possible
    NotSupported, ///< this kit does not offer it
    NotFound,     ///< no such port, profile or id
    Busy,         ///< the kit or port is doing something else
    NoPermission, ///< the operating system forbids opening the port
    Restarted,    ///< the kit restarted in the middle: what ran on it is gone
    HeldByOther,  ///< another program has the port open
};

/// The number a kit gave with a refusal: SMP group and rc (group 0xFFFF: an SMP-level rc), or an ES10 or SW code.
struct RefusalCode {
    enum class Space : std::uint8_t { SmpCommon, SmpGroup, StatusWord, Es10, AtCme };
    Space space = Space::SmpCommon;
    std::uint16_t group = 0; ///< SMP group, or ES10 function tag (0xBF31)
    std::int32_t rc = 0;
    friend bool operator==(const RefusalCode &, const RefusalCode &) = default;
};

/// A failure. The detail is technical English for logs and "Details"; it never carries secrets or prompt text.
class Error
{
public:
    explicit Error(Fault fault, QString detail = {}, std::optional<RefusalCode> code = {})
        : m_fault(fault)
        , m_detail(std::move(detail))
        , m_code(code)
    {
    }
    [[nodiscard]] Fault fault() const { return m_fault; }
    [[nodiscard]] const QString &detail() const { return m_detail; }
    [[nodiscard]] const std::optional<RefusalCode> &code() const { return m_code; }
    /// A shell command that mends it; empty where there is none.
    [[nodiscard]] const QString &remedy() const { return m_remedy; }
    [[nodiscard]] Error withRemedy(QString command) const
    {
        Error error(*this);
        error.m_remedy = std::move(command);
        return error;
    }

private:
    Fault m_fault;
    QString m_detail, m_remedy;
    std::optional<RefusalCode> m_code;
};

template <typename T>
using Result = tl::expected<T, Error>;

/// Shorthand for `return fail(Fault::Timeout, ...)`.
[[nodiscard]] inline tl::unexpected<Error> fail(Fault fault, QString detail = {}, std::optional<RefusalCode> code = {})
{
    return tl::unexpected<Error>(Error(fault, std::move(detail), code));
}

/// Name of a fault for logs and --json ("LinkLost").
[[nodiscard]] const char *faultName(Fault fault);

} // namespace device_link
