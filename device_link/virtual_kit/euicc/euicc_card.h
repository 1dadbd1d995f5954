// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "euicc_state.h"
#include "isd_r.h"
#include "logical_channel.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace virtual_kit {

/// What the modem reads from the enabled profile.
struct Subscription {
    std::string name;            ///< profile name, UTF-8
    std::string serviceProvider; ///< UTF-8
    std::string iccid;           ///< digits
    std::string imsi;            ///< digits
    std::string plmn;            ///< home network "46000"
    friend bool operator==(const Subscription &, const Subscription &) = default;
};

/// Choices of the simulated card that real cards make differently.
struct EuiccConfig {
    bool directData = false;        ///< answer up to 256 bytes at once instead of 61xx + GET RESPONSE
    int logicalChannels = 4;        ///< 1...20, the basic channel included (ISO/IEC 7816-4 §5.4.1)
    std::size_t maxCommand = 16384; ///< bytes of one STORE DATA chain; more is 6A84
};

/// A simulated eUICC at its ISO/IEC 7816-4 interface: logical channels, file system, ISD-R (SGP.22).
/// Pure computation: no clock, no thread, no I/O; every byte may be hostile.
///
/// REFRESH: an ES10c command with refresh flag first delivers its whole answer; then (still inside that transmit())
/// the card drops all logical channels and calls onRefresh. The answer is already complete and must be passed on;
/// the listener lets the modem take the radio down and read the SIM anew (enabledProfile()).
/// If the answer is never fetched (61xx without GET RESPONSE), the refresh runs before the next other command.
class EuiccCard
{
public:
    explicit EuiccCard(EuiccState state, EuiccConfig config = {});
    EuiccCard(const EuiccCard &) = delete; ///< copy state(): callbacks belong to one card
    EuiccCard &operator=(const EuiccCard &) = delete;

    /// One command APDU (short form, 4...261 bytes) to an open channel; the channel bits of CLA are ignored
    /// (27.007 §8.45). Returns data and SW1 SW2, always at least 2 bytes; 6881 for a channel that is not open.
    [[nodiscard]] Bytes transmit(int channel, ByteView apdu);
    /// The same with the channel taken from CLA (27.007 §8.17 +CSIM: the terminal's own view of the card).
    [[nodiscard]] Bytes transmit(ByteView apdu);
    /// MANAGE CHANNEL and SELECT by AID. Empty when no channel is free or the application is not there;
    /// sw then says why, fci is the answer to SELECT.
    [[nodiscard]] std::optional<int> openChannel(ByteView aid, Bytes &fci, std::uint16_t &sw);
    /// False: it was not open (or the basic channel, which never closes).
    bool closeChannel(int channel);
    [[nodiscard]] bool isOpen(int channel) const { return m_channels.contains(channel); }

    /// Power cycle: all logical channels are gone, what is kept without power stays.
    void reset();
    /// Grows with each reset and REFRESH: a session opened under another epoch is gone.
    [[nodiscard]] std::uint64_t epoch() const { return m_epoch; }

    /// The profile the card would show a modem now; empty when none is enabled.
    [[nodiscard]] std::optional<Subscription> enabledProfile() const;
    [[nodiscard]] const EuiccState &state() const { return m_isdr.state(); }

    /// An elementary file of the enabled profile by its id alone (27.007 §8.18 +CRSM): content, or with
    /// asTemplate its FCP. Empty: no such file.
    [[nodiscard]] std::optional<Bytes> readFile(std::uint16_t fileId, bool asTemplate = false) const;

    std::function<void()> onRefresh;       ///< see above
    std::function<void()> onProfileChange; ///< profiles or their data changed; called at the end of that transmit()

private:
    Bytes run(int channel, const CommandApdu &command);
    Bytes manageChannel(int channel, const CommandApdu &command);
    [[nodiscard]] std::optional<int> freeChannel() const;
    [[nodiscard]] const Profile *activeProfile() const;
    [[nodiscard]] LogicalChannel::Limits limits() const { return {m_config.directData, m_config.maxCommand}; }
    void dropChannels();
    void runRefresh();

    EuiccConfig m_config;
    IsdR m_isdr;
    std::map<int, LogicalChannel> m_channels;
    std::uint64_t m_epoch = 0;
    std::optional<int> m_refreshAfter; ///< channel whose answer must be complete before the REFRESH runs
};

} // namespace virtual_kit
