// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_channel.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace device_link {

/// What tokens cost when a recording began; nothing is known of it while the price is 0.
struct RecordedPrice {
    std::int64_t microPerMillionTokens = 0; ///< micro-units of the currency per 1 000 000 tokens
    QString currency, version;
    friend bool operator==(const RecordedPrice &, const RecordedPrice &) = default;
};

/// What was known of a kit when a recording began. Empty texts and optionals: not known.
struct RecordedKitState {
    std::uint32_t bootId = 0;
    std::int64_t kitTimeNs = 0; ///< of the beginning, on that boot's clock
    QString model, hardware, firmware;
    std::optional<std::uint32_t> batteryMah; ///< capacity of its battery as the kit states it
    QString radio;                           ///< as in the kit's "radio" event
    /// Token account, in micro-units, after its entry number `lastEntry`.
    struct Account {
        std::int64_t balanceMicro = 0, reservedMicro = 0;
        std::uint64_t lastEntry = 0;
        friend bool operator==(const Account &, const Account &) = default;
    };
    std::optional<Account> account;
    /// Registration and signal, as in the kit's "reg" and "signal" events.
    struct Network {
        int stat = 0; ///< 3GPP TS 27.007 +CEREG <stat>
        QString operatorName, plmn, tac, cell, accessTechnology;
        std::optional<double> rsrpDbm, rsrqDb, sinrDb, rssiDbm;
        friend bool operator==(const Network &, const Network &) = default;
    };
    std::optional<Network> network = {};
    friend bool operator==(const RecordedKitState &, const RecordedKitState &) = default;
};

/// What a recording is of; written once at its start.
struct RecordingFileInfo {
    QString product;               ///< program and version that wrote it ("AI-eSIM Workbench 0.1.0")
    QString kitSerial;             ///< may be empty
    QString alias;                 ///< the user's name for the kit; may be empty
    bool simulated = false;        ///< the kit says its values are simulated
    bool voltageIsSet = false;     ///< a power meter's: the voltage is the one set on it, not measured
    std::int64_t createdUtcMs = 0; ///< milliseconds since 1970-01-01 UTC
    std::int64_t hostTimeNs = 0;   ///< host monotonic clock at that moment
    RecordedPrice price = {};
    std::optional<RecordedKitState> begin = {};
    friend bool operator==(const RecordingFileInfo &, const RecordingFileInfo &) = default;
};

/// Samples of a stream that are not in the recording, and why.
struct RecordedGap {
    enum class Cause : std::uint8_t {
        KitDropped = 0,      ///< the kit said it dropped them
        LinkLost = 1,        ///< nothing came while the link was down
        Corrupted = 2,       ///< they came with a wrong checksum
        RecorderOverrun = 3, ///< they came faster than the disk took them
        Unknown = 4,         ///< the index jumped and nobody said why
        NotMeasured = 5,     ///< the stream was stopped and later begun again: nothing is lost
    };
    std::uint64_t firstIndex = 0;
    std::uint64_t count = 0;
    Cause cause = Cause::Unknown;
    friend bool operator==(const RecordedGap &, const RecordedGap &) = default;
};

/// The same moment on three clocks, in nanoseconds.
struct RecordedClockPoint {
    std::uint32_t bootId = 0; ///< the kit's boot whose clock kitTimeNs is
    std::int64_t kitTimeNs = 0;
    std::int64_t hostTimeNs = 0; ///< host monotonic clock
    std::int64_t utcNs = 0;      ///< since 1970-01-01 UTC
    friend bool operator==(const RecordedClockPoint &, const RecordedClockPoint &) = default;
};

/// A mark of the user on the time axis: a moment, or a span of it, and what was noted there.
struct RecordedNote {
    std::uint32_t bootId = 0;
    std::int64_t kitTimeNs = 0;
    std::int64_t hostTimeNs = 0;            ///< of when it was noted
    QString text;                           ///< may be empty: only marked
    std::optional<std::int64_t> endNs = {}; ///< of a span, kit time, after kitTimeNs
    bool removed = false;                   ///< the mark there is taken back
    friend bool operator==(const RecordedNote &, const RecordedNote &) = default;
};

/// What went over a port of the kit, without its framing.
struct RecordedLine {
    enum class Kind : std::uint8_t { Smp, Text, AtLine };
    Kind kind = Kind::AtLine;
    bool toKit = false;
    QString port; ///< role: "kit", "at", "console", ...
    std::uint32_t bootId = 0;
    std::int64_t kitTimeNs = 0; ///< of hostTimeNs, as the clocks were known then; 0: not known
    std::int64_t hostTimeNs = 0;
    QByteArray bytes;       ///< at most kMaxBytes
    std::uint32_t size = 0; ///< of all of it
    static constexpr qsizetype kMaxBytes = 512;
    friend bool operator==(const RecordedLine &, const RecordedLine &) = default;
};

/// From a sample index on, the channels of a stream have these ranges: as many lists as channels.
struct RecordedCalibration {
    std::uint64_t fromIndex = 0;
    std::vector<std::vector<SampleRange>> ranges;
    friend bool operator==(const RecordedCalibration &, const RecordedCalibration &) = default;
};

/// The kit time of a sample index, as the kit stamped it.
struct RecordedStamp {
    std::uint64_t index = 0;
    std::int64_t kitTimeNs = 0;
    friend bool operator==(const RecordedStamp &, const RecordedStamp &) = default;
};

/// How a recording was ended.
enum class RecordingEnd : std::uint32_t {
    Closed = 0,      ///< by its owner
    LowDisk = 1,     ///< before the disk was full
    WriteFailed = 2, ///< the disk was full or failed
};

/// What a recording holds; while it is written: what was handed to the operating system.
struct RecordingFileTotals {
    std::uint64_t frames = 0; ///< samples of all channels together count once
    std::uint64_t gaps = 0;
    std::uint64_t missing = 0; ///< frames in these gaps
    std::uint64_t events = 0;
    std::uint64_t notes = 0;
    std::uint64_t lines = 0;
    std::uint64_t bytes = 0;        ///< of the file
    std::uint64_t syncedBytes = 0;  ///< of these: on the medium
    std::int64_t lastKitTimeNs = 0; ///< of the newest frame, by its block's stamp
};

} // namespace device_link
