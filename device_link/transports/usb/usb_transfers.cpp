// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/transports/usb/usb_transfers.h"

#include "device_link/transports/usb/usb_errors.h"

#include <libusb.h>

#include <algorithm>
#include <chrono>

namespace device_link {

namespace {

/// Bytes that wait for the link thread at most; beyond it the kit is not asked for more.
constexpr std::int64_t kReceivedLimit = 4 * 1024 * 1024;
/// Stalls or bus errors in a row after which the cable or the kit is given up.
constexpr int kMostFaults = 4;
constexpr int kOutPiece = 64 * 1024;
constexpr std::chrono::seconds kPatience(2);

} // namespace

struct UsbTransfers::Lane {
    Lane(UsbTransfers *transfers, std::uint8_t address)
        : owner(transfers)
        , endpoint(address)
        , transfer(libusb_alloc_transfer(0))
    {
    }
    ~Lane() { libusb_free_transfer(transfer); }
    Lane(const Lane &) = delete;
    Lane &operator=(const Lane &) = delete;

    UsbTransfers *owner;
    std::uint8_t endpoint;
    libusb_transfer *transfer;
    QByteArray buffer;
    int sent = 0; ///< OUT: bytes of the buffer the kit has taken
    bool inFlight = false;
    bool parked = false; ///< IN: waits for room, or for a halt to be cleared
};

UsbTransfers::UsbTransfers(libusb_device_handle *handle, Shape shape, std::function<void()> wake)
    : m_handle(handle)
    , m_shape(shape)
    , m_wake(std::move(wake))
    , m_out(std::make_unique<Lane>(this, shape.outEndpoint))
{
    for (int i = 0; i < shape.inCount; ++i)
        m_in.push_back(std::make_unique<Lane>(this, shape.inEndpoint));
}

UsbTransfers::~UsbTransfers() = default;

Result<void> UsbTransfers::begin()
{
    const std::lock_guard lock(m_mutex);
    for (const auto &lane : m_in) {
        if (!submit(*lane))
            break;
    }
    if (m_failure)
        return tl::unexpected(*m_failure);
    return {};
}

bool UsbTransfers::end()
{
    std::unique_lock lock(m_mutex);
    m_ending = true;
    std::vector<Lane *> lanes{m_out.get()};
    for (const auto &lane : m_in)
        lanes.push_back(lane.get());
    for (Lane *lane : lanes) {
        if (lane->inFlight)
            libusb_cancel_transfer(lane->transfer); // ends by its callback, like everything else
    }
    return m_allEnded.wait_for(lock, kPatience, [this] { return m_inFlight == 0; });
}

/// With the mutex held.
bool UsbTransfers::submit(Lane &lane)
{
    const bool in = (lane.endpoint & LIBUSB_ENDPOINT_IN) != 0;
    if (in && lane.buffer.size() != m_shape.inBytes)
        lane.buffer = QByteArray(m_shape.inBytes, Qt::Uninitialized);
    auto *data = reinterpret_cast<unsigned char *>(lane.buffer.data()) + lane.sent;
    const int length = in ? m_shape.inBytes : int(lane.buffer.size()) - lane.sent;
    libusb_fill_bulk_transfer(lane.transfer, m_handle, lane.endpoint, data, length, &UsbTransfers::onDone, &lane, 0);
    // A kit whose firmware reads whole transfers has to see where ours end, also after a full last packet.
    lane.transfer->flags = in ? 0 : LIBUSB_TRANSFER_ADD_ZERO_PACKET;
    int code = libusb_submit_transfer(lane.transfer);
    if (code == LIBUSB_ERROR_NOT_SUPPORTED && !in) { // the flag is known on Linux alone
        lane.transfer->flags = 0;
        code = libusb_submit_transfer(lane.transfer);
    }
    if (code != LIBUSB_SUCCESS) {
        fail(Error(Fault::LinkLost, QStringLiteral("no transfer can be started: %1").arg(usbText(code))));
        return false;
    }
    lane.inFlight = true;
    lane.parked = false;
    ++m_inFlight;
    return true;
}

void UsbTransfers::onDone(libusb_transfer *transfer)
{
    auto *lane = static_cast<Lane *>(transfer->user_data);
    UsbTransfers *self = lane->owner;
    const std::lock_guard lock(self->m_mutex);
    lane->inFlight = false;
    --self->m_inFlight;
    if (lane == self->m_out.get())
        self->outDone(*lane);
    else
        self->inDone(*lane);
    if (self->m_inFlight == 0)
        self->m_allEnded.notify_all(); // under the mutex: who waits may destroy us as soon as it is free
}

void UsbTransfers::inDone(Lane &lane)
{
    // Also a transfer that failed or was cancelled may carry bytes; they came before whatever ended it.
    if (const int got = lane.transfer->actual_length; got > 0) {
        m_faults = 0;
        m_receivedBytes += got;
        QByteArray bytes = std::exchange(lane.buffer, QByteArray());
        // A short answer must not keep 64 KiB alive.
        if (got * 4 < m_shape.inBytes)
            lane.buffer = std::exchange(bytes, bytes.left(got));
        else
            bytes.truncate(got);
        m_received.push_back(std::move(bytes));
        tell();
    }
    settle(lane, lane.transfer->status == LIBUSB_TRANSFER_STALL);
    if (m_failure || m_ending)
        return;
    if (!m_inHalted && m_receivedBytes <= kReceivedLimit) {
        [[maybe_unused]] const bool going = submit(lane);
        return;
    }
    lane.parked = true;
    if (m_inHalted)
        tell(); // the last one to come back lets the halt be cleared
}

void UsbTransfers::outDone(Lane &lane)
{
    lane.sent += lane.transfer->actual_length;
    m_toSendBytes -= lane.transfer->actual_length;
    if (lane.transfer->actual_length > 0)
        m_faults = 0;
    settle(lane, lane.transfer->status == LIBUSB_TRANSFER_STALL);
    if (!m_failure && !m_ending && !m_outHalted)
        submitOut();
    tell();
}

/// What the end of a transfer means for the whole. With the mutex held.
void UsbTransfers::settle(Lane &lane, bool stalled)
{
    const libusb_transfer_status status = lane.transfer->status;
    if (status == LIBUSB_TRANSFER_COMPLETED || status == LIBUSB_TRANSFER_CANCELLED)
        return;
    if (status == LIBUSB_TRANSFER_NO_DEVICE)
        return fail(Error(Fault::LinkLost, QStringLiteral("the kit was unplugged")));
    if (++m_faults > kMostFaults * m_shape.inCount) {
        return fail(
            Error(Fault::LinkLost, QStringLiteral("the USB transfers keep failing: %1").arg(usbStatusText(status))));
    }
    if (!stalled)
        return; // a disturbed packet: the transfer is asked for again
    (&lane == m_out.get() ? m_outHalted : m_inHalted) = true;
    tell();
}

void UsbTransfers::submitOut()
{
    Lane &lane = *m_out;
    if (lane.inFlight)
        return;
    if (lane.sent >= lane.buffer.size()) {
        lane.buffer.clear();
        lane.sent = 0;
        while (!m_toSend.empty() && lane.buffer.size() + m_toSend.front().size() <= kOutPiece) {
            lane.buffer.append(m_toSend.front());
            m_toSend.pop_front();
        }
        if (lane.buffer.isEmpty() && !m_toSend.empty()) { // one piece larger than usual
            lane.buffer = m_toSend.front();
            m_toSend.pop_front();
        }
    }
    if (!lane.buffer.isEmpty()) [[maybe_unused]]
        const bool going = submit(lane);
}

void UsbTransfers::resumeIn()
{
    for (const auto &lane : m_in) {
        if (lane->parked && !m_failure && !submit(*lane))
            return;
    }
}

/// Clearing waits for an answer from the kit, so it is done in the link thread and without the mutex.
void UsbTransfers::clearHalts()
{
    bool in = false;
    bool out = false;
    {
        const std::lock_guard lock(m_mutex);
        // The host controller keeps what is queued behind a halt; it would be asked for again and halt again.
        bool quiet = true;
        for (const auto &lane : m_in) {
            if (m_inHalted && lane->inFlight)
                libusb_cancel_transfer(lane->transfer);
            quiet = quiet && !lane->inFlight;
        }
        in = m_inHalted && quiet && !m_failure;
        out = m_outHalted && !m_out->inFlight && !m_failure;
    }
    if (!in && !out)
        return;
    int code = in ? libusb_clear_halt(m_handle, m_shape.inEndpoint) : LIBUSB_SUCCESS;
    if (out && code == LIBUSB_SUCCESS)
        code = libusb_clear_halt(m_handle, m_shape.outEndpoint);
    const std::lock_guard lock(m_mutex);
    if (code != LIBUSB_SUCCESS) {
        fail(Error(Fault::LinkLost, QStringLiteral("a halted endpoint cannot be cleared: %1").arg(usbText(code))));
        return;
    }
    m_inHalted = m_inHalted && !in;
    m_outHalted = m_outHalted && !out;
    if (out)
        submitOut();
}

std::vector<QByteArray> UsbTransfers::pump()
{
    {
        const std::lock_guard lock(m_mutex);
        m_told = false;
    }
    clearHalts();
    const std::lock_guard lock(m_mutex);
    m_receivedBytes = 0;
    if (!m_inHalted && !m_ending)
        resumeIn();
    return std::exchange(m_received, {});
}

void UsbTransfers::write(const QByteArray &bytes)
{
    const std::lock_guard lock(m_mutex);
    if (bytes.isEmpty() || m_failure || m_ending)
        return;
    m_toSendBytes += bytes.size();
    m_toSend.push_back(bytes);
    if (!m_outHalted)
        submitOut();
}

qint64 UsbTransfers::bytesToWrite() const
{
    const std::lock_guard lock(m_mutex);
    return m_toSendBytes;
}

std::optional<Error> UsbTransfers::failure() const
{
    const std::lock_guard lock(m_mutex);
    return m_failure;
}

void UsbTransfers::fail(const Error &error)
{
    if (!m_failure)
        m_failure = error;
    tell();
}

void UsbTransfers::tell()
{
    if (!std::exchange(m_told, true))
        m_wake();
}

} // namespace device_link
