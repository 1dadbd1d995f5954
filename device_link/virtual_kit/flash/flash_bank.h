// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "boot_report.h"
#include "image_verifier.h"
#include "nor_flash.h"
#include "trusted_key.h"

#include "virtual_kit/kernel/simulation.h"

#include <deque>
#include <functional>
#include <optional>
#include <vector>

namespace virtual_kit {

struct FlashBankConfig {
    ImageVersion factoryVersion{1, 0, 0, 0};
    std::size_t factoryPayload = 16'384; ///< bytes of code in the factory image; short, so that a swap takes seconds
    std::vector<TrustedKey> keys = defaultTrustedKeys();
};

/// State of one slot as the running application sees it (MCUboot's trailers, read back).
struct SlotState {
    bool present = false; ///< holds something with an image header and a hash
    ImageVersion version;
    framing::Bytes hash; ///< 32 bytes (SHA-256) or 64 (SHA-512)
    bool bootable = false, pending = false, confirmed = false, active = false, permanent = false;
};

/// The kit's flash with its two image slots and its bootloader. Its content survives boots and power cuts.
///
/// Life: boot() at power on and at every reset; erase and write belong to the running application, take simulated
/// time and answer through a callback; cutPower() leaves the flash as a brown-out at this moment would.
class FlashBank
{
public:
    /// ok is false when the range is outside the slot or the application does not run. Never called for a job that a
    /// reset or a power cut ended.
    using Done = std::function<void(bool ok)>;

    explicit FlashBank(Simulation &simulation, FlashBankConfig config = {});
    ~FlashBank();
    FlashBank(const FlashBank &) = delete;
    FlashBank &operator=(const FlashBank &) = delete;

    /// Resets the processor now and runs the bootloader: an unfinished erase, write or swap is left half done, then
    /// images are validated and swapped. The report is complete at once, also for what lies in the future: its lines
    /// carry times from now, and the application runs from now + duration. Call cutPower() if power goes before that.
    BootReport boot();
    /// Power is lost now: an erase, a write or a swap under way stays half done. Nothing works until boot().
    void cutPower();

    /// The application is running (booted, and the boot's duration has passed).
    [[nodiscard]] bool running() const;
    /// Version of the image the last boot started.
    [[nodiscard]] ImageVersion runningVersion() const { return m_running; }
    [[nodiscard]] SlotState slotState(int slot) const;
    /// The swap the next boot would make: Revert while an unconfirmed image runs on trial.
    [[nodiscard]] SwapKind nextSwap() const;
    [[nodiscard]] std::size_t slotSize() const { return kSlotSize; }
    /// Largest image that can be swapped (MCUboot swap-using-move needs one free sector and the trailer's).
    [[nodiscard]] std::size_t maxImageSize() const;
    /// Reads without time passing; a shorter result than asked for at the end of the slot.
    [[nodiscard]] framing::Bytes read(int slot, std::size_t offset, std::size_t size) const;
    [[nodiscard]] bool isErased(int slot) const;

    /// Erases every sector of [offset, offset + size), one after another (kSectorErase each), after earlier jobs.
    void erase(int slot, std::size_t offset, std::size_t size, Done done);
    /// Programs bytes (kWordWrite per 4 bytes) after earlier jobs. Bits can only go from 1 to 0.
    void write(int slot, std::size_t offset, framing::Bytes data, Done done);
    /// Writes MCUboot's request into slot 1's trailer: one trial boot, or for good. One that is there already stays.
    /// False: the trailer is damaged. (A few words: its time is not modelled.)
    bool requestSwap(bool permanent);
    /// Writes image-ok into the running image's trailer, where there is one. False: the trailer is damaged.
    bool confirmRunning();
    /// Called as an erase goes on: percent done.
    std::function<void(int percent)> onErase;

    /// The raw cells: counters, and for tests and faults.
    [[nodiscard]] NorFlash &cells() { return m_flash; }
    [[nodiscard]] const NorFlash &cells() const { return m_flash; }
    [[nodiscard]] const framing::Bytes &factoryHash() const { return m_factoryHash; }

private:
    /// One erase or write of the application.
    struct Job {
        bool isErase = false;
        std::size_t offset = 0; ///< in the flash: of what is left to erase, or of data
        std::size_t left = 0;   ///< bytes left to erase
        std::size_t total = 0;
        framing::Bytes data;
        Done done;
    };
    void add(Job job);
    void planStep();
    void step();
    void halt(); ///< stops application and bootloader where they are

    Simulation &m_simulation;
    FlashBankConfig m_config;
    NorFlash m_flash;
    framing::Bytes m_factoryHash;
    std::optional<ImageVerifier> m_verifier;
    ImageVersion m_running;
    bool m_started = false; ///< booted, and power is there
    SimTime m_bootStart = 0;
    SimTime m_appStart = 0;
    std::optional<NorFlash> m_beforeBoot; ///< cells at boot(), to replay a swap up to a power cut
    std::deque<Job> m_jobs;
    Simulation::Handle m_planned = 0;
    SimTime m_stepStart = 0;
};

} // namespace virtual_kit
