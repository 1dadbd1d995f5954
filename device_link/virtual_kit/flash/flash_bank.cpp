// SPDX-License-Identifier: GPL-3.0-or-later
#include "flash_bank.h"

#include "boot_loader.h"
#include "factory_image.h"
#include "swap_move.h"

#include <algorithm>

namespace virtual_kit {

namespace {

bool isSlot(int slot) { return slot >= 0 && slot < static_cast<int>(kSlotCount); }
bool isInSlot(int slot, std::size_t offset, std::size_t size)
{
    return isSlot(slot) && offset <= kSlotSize && size <= kSlotSize - offset;
}
std::size_t slotStart(int slot) { return static_cast<std::size_t>(slot) * kSlotSize; }
SimTime writeTime(std::size_t bytes) { return kWordWrite * static_cast<SimTime>((bytes + 3) / 4); }

} // namespace

FlashBank::FlashBank(Simulation &simulation, FlashBankConfig config)
    : m_simulation(simulation)
    , m_config(std::move(config))
{
    const std::size_t payload = std::min<std::size_t>(m_config.factoryPayload, maxImageSize() - 2 * kSectorSize);
    const framing::Bytes image = makeFactoryImage(m_config.factoryVersion, payload);
    // Programmed as on the production line: no trailer, so MCUboot and the image group take it as confirmed.
    m_flash.load(0, image);
    if (const auto parsed = parseMcubootImage(image))
        m_factoryHash.assign(parsed->hash().begin(), parsed->hash().end());
    m_verifier.emplace(m_config.keys, std::vector<framing::Bytes>{m_factoryHash});
}

FlashBank::~FlashBank() { m_simulation.cancel(m_planned); }

BootReport FlashBank::boot()
{
    halt();
    m_beforeBoot = m_flash;
    m_flash.restart();
    BootReport report = BootLoader(m_flash, *m_verifier).run();
    m_flash.restart();
    m_bootStart = m_simulation.now();
    m_appStart = m_bootStart + report.duration;
    m_started = report.started;
    if (report.started)
        m_running = report.version;
    return report;
}

void FlashBank::cutPower() { halt(); }

void FlashBank::halt()
{
    const SimTime now = m_simulation.now();
    if (m_beforeBoot && now < m_appStart) {
        // The bootloader was still at work: do again what it had done by now, and no more.
        m_flash = *m_beforeBoot;
        m_flash.restart(now - m_bootStart);
        (void)BootLoader(m_flash, *m_verifier).run();
    } else if (m_planned != 0) {
        const Job &job = m_jobs.front();
        m_flash.restart(now - m_stepStart);
        if (job.isErase)
            m_flash.eraseSector(job.offset + job.left - 1);
        else
            m_flash.write(job.offset, job.data);
    }
    m_flash.restart();
    m_simulation.cancel(m_planned);
    m_planned = 0;
    m_beforeBoot.reset();
    m_started = false; // before the jobs' callbacks are destroyed: an answer they hold must find the kit dark
    std::deque<Job>().swap(m_jobs);
}

bool FlashBank::running() const { return m_started && m_simulation.now() >= m_appStart; }

std::size_t FlashBank::maxImageSize() const { return SwapMove::maxSize(); }

SwapKind FlashBank::nextSwap() const { return requestedSwap(readTrailer(m_flash, 0), readTrailer(m_flash, 1)); }

SlotState FlashBank::slotState(int slot) const
{
    SlotState state;
    if (!isSlot(slot))
        return state;
    const auto image = parseMcubootImage(m_flash.view(slotStart(slot), kSlotSize));
    if (!image || image->hash().empty())
        return state;
    state.present = true;
    state.version = image->version;
    state.hash.assign(image->hash().begin(), image->hash().end());
    state.bootable = (image->flags & kImageFlagNonBootable) == 0;
    const SwapKind next = nextSwap();
    if (slot == 0) {
        state.active = true;
        state.confirmed = next != SwapKind::Revert;
    } else {
        state.pending = next == SwapKind::Test || next == SwapKind::Permanent;
        state.permanent = next == SwapKind::Permanent;
        state.confirmed = next == SwapKind::Revert;
    }
    return state;
}

framing::Bytes FlashBank::read(int slot, std::size_t offset, std::size_t size) const
{
    if (!isInSlot(slot, offset, 0))
        return {};
    const framing::ByteView cells = m_flash.view(slotStart(slot) + offset, std::min(size, kSlotSize - offset));
    return {cells.begin(), cells.end()};
}

bool FlashBank::isErased(int slot) const { return isSlot(slot) && m_flash.isBlank(slotStart(slot), kSlotSize); }

void FlashBank::erase(int slot, std::size_t offset, std::size_t size, Done done)
{
    if (!running() || !isInSlot(slot, offset, size) || size == 0)
        return done(false);
    const std::size_t first = offset - offset % kSectorSize;
    const std::size_t sectors = (offset + size - first + kSectorSize - 1) / kSectorSize;
    Job job;
    job.isErase = true;
    job.offset = slotStart(slot) + first;
    job.left = job.total = sectors * kSectorSize;
    job.done = std::move(done);
    add(std::move(job));
}

void FlashBank::write(int slot, std::size_t offset, framing::Bytes data, Done done)
{
    if (!running() || !isInSlot(slot, offset, data.size()))
        return done(false);
    Job job;
    job.offset = slotStart(slot) + offset;
    job.data = std::move(data);
    job.done = std::move(done);
    add(std::move(job));
}

void FlashBank::add(Job job)
{
    m_jobs.push_back(std::move(job));
    if (m_jobs.size() == 1)
        planStep();
}

void FlashBank::planStep()
{
    const Job &job = m_jobs.front();
    m_stepStart = m_simulation.now();
    m_planned = m_simulation.after(job.isErase ? kSectorErase : writeTime(job.data.size()), [this] { step(); });
}

void FlashBank::step()
{
    m_planned = 0;
    Job &job = m_jobs.front();
    m_flash.restart();
    // Sectors from the last to the first: a trailer goes before the image it speaks of.
    const bool ok = job.isErase ? m_flash.eraseSector(job.offset + job.left - 1) : m_flash.write(job.offset, job.data);
    m_flash.restart();
    int percent = 100;
    if (job.isErase) {
        job.left -= kSectorSize;
        percent = static_cast<int>((job.total - job.left) * 100 / job.total);
    }
    const bool wasErase = job.isErase;
    Done done;
    if (job.left == 0) {
        done = std::move(job.done);
        m_jobs.pop_front();
    }
    if (!m_jobs.empty())
        planStep();
    const SimTime boot = m_bootStart;
    if (wasErase && onErase)
        onErase(percent); // may cut the power
    if (done && m_started && boot == m_bootStart)
        done(ok);
}

bool FlashBank::requestSwap(bool permanent)
{
    ImageTrailer trailer(m_flash, 1);
    const TrailerState state = trailer.read();
    if (state.magic == TrailerMagic::Bad)
        return false;
    if (state.magic == TrailerMagic::Good)
        return true;
    return trailer.writeMagic() && (!permanent || trailer.writeImageOk())
        && trailer.writeSwapInfo(permanent ? SwapKind::Permanent : SwapKind::Test);
}

bool FlashBank::confirmRunning()
{
    ImageTrailer trailer(m_flash, 0);
    const TrailerState state = trailer.read();
    if (state.magic == TrailerMagic::Bad)
        return false;
    if (state.magic == TrailerMagic::Good && state.imageOk == TrailerFlag::Unset)
        return trailer.writeImageOk();
    return true;
}

} // namespace virtual_kit
