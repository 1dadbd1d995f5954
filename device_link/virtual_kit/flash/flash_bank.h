// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "boot_report.h"
#include "nor_flash.h"
#include "trusted_key.h"

#include "virtual_kit/kernel/simulation.h"

#include <deque>
#include <functional>
#include <optional>
#include <vector>

namespace virtual_kit {

struct FlashBankConfig {
    ImageVersion factoryVersion {1, 0, 0, 0};
    std::size_t factoryPayload = 16'384; ///< bytes of code in the factory image; short, so that a swap takes seconds
    std::vector<TrustedKey> keys = defaultTrustedKeys();
};

/// State of one slot as the running application sees it (MCUboot's trailers, read back).
struct SlotState {
    bool present = false; ///< holds something with an image header and a hash
    ImageVersion version;
    framing::Bytes hash;
    bool bootable = false, pending = false, confirmed = false, active = false, permanent = false;
};

/// The kit's flash with its two image slots and its bootloader. Its content survives boots and power cuts.
///
/// Life: boot() at power on and at every reset; erase and write belong to the running application, take simulated
/// time and answer through a callback; cutPower() leaves the flash as a brown-out at this moment would.
class FlashBank
{
public:
    /// ok is false when power was lost or the range is outside the slot.
    using Done = std::function<void(bool ok)>;

    explicit FlashBank(Simulation &simulation, FlashBankConfig config = {});
    ~FlashBank();
    FlashBank(const FlashBank &) = delete;
    FlashBank &operator=(const FlashBank &) = delete;

    /// Resets the processor now and runs the bootloader: an unfinished erase or write is left half done, then images
    /// are validated and swapped. The report is complete at once, also for what lies in the future: its lines carry
    /// times from now, and the application runs from now + duration. Call cutPower() if power goes before that.
    BootReport boot();
    /// Power is lost now: an erase, a write or a swap under way stays half done. Nothing works until boot().
    void cutPower();

    /// The application is running (booted, and the boot's duration has passed).
    [[nodiscard]] bool running() const;
    /// Version of the image the last boot started.
    [[nodiscard]] ImageVersion runningVersion() const { return m_running; }
    [[nodiscard]] SlotState slotState(int slot) const;
    [[nodiscard]] std::size_t slotSize() const { return kSlotSize; }
    /// Largest image that can be swapped (MCUboot swap-using-move needs one free sector and the trailer).
    [[nodiscard]] std::size_t maxImageSize() const;
    /// Reads without time passing; a shorter result than asked for at the end of the slot.
    [[nodiscard]] framing::Bytes read(int slot, std::size_t offset, std::size_t size) const;
    [[nodiscard]] bool isErased(int slot) const;

    /// Erases the sectors of [offset, offset + size) that are not already blank, one after another (kSectorErase each).
    void erase(int slot, std::size_t offset, std::size_t size, Done done);
    /// Programs bytes (kWordWrite per 4 bytes). Bits can only go from 1 to 0.
    void write(int slot, std::size_t offset, framing::Bytes data, Done done);
    /// Writes MCUboot's request into the trailer of slot 1: one trial boot, or for good. False: nothing there.
    bool requestSwap(bool permanent);
    /// Writes image-ok into the running image's trailer.
    void confirmRunning();

    /// For tests and faults: the raw cells.
    [[nodiscard]] NorFlash &cells() { return m_flash; }
    [[nodiscard]] const framing::Bytes &factoryHash() const { return m_factoryHash; }

private:
    /// One erase or write of the application; its steps are planned one by one.
    struct Job {
        bool isErase = false;
        std::size_t offset = 0; ///< in the flash
        std::size_t size = 0;
        framing::Bytes data;
        Done done;
    };
    void installFactoryImage();
    void step();
    void abandonJobs();
    void settleBoot();

    Simulation &m_simulation;
    FlashBankConfig m_config;
    NorFlash m_flash;
    framing::Bytes m_factoryHash;
    ImageVersion m_running;
    bool m_powered = false;
    SimTime m_bootStart = 0;
    SimTime m_appStart = 0;
    std::optional<NorFlash> m_beforeBoot; ///< cells at boot(), to replay a swap up to a power cut
    std::deque<Job> m_jobs;
    Simulation::Handle m_planned = 0;
};

} // namespace virtual_kit
