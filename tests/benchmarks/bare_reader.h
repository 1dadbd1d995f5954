// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "usb_bench/usb_session.h"

#include <atomic>
#include <vector>

namespace usb_figures {

/// Bulk IN with libusb and nothing else: as many transfers of the same size in flight as our transport has, each
/// submitted again as soon as it is back. Nobody looks at the bytes.
class BareReader
{
public:
    BareReader(const usb_bench::UsbSession &session, int device, int transfers, int transferBytes);
    ~BareReader();
    BareReader(const BareReader &) = delete;
    BareReader &operator=(const BareReader &) = delete;

    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] qint64 bytes() const { return m_bytes; }

private:
    static void LIBUSB_CALL onDone(libusb_transfer *transfer);

    usb_bench::UsbSession::Handle m_handle;
    std::vector<QByteArray> m_buffers;
    std::vector<libusb_transfer *> m_transfers;
    std::atomic<qint64> m_bytes = 0;
    std::atomic<int> m_inFlight = 0;
    std::atomic<bool> m_ending = false;
    bool m_ok = false;
};

} // namespace usb_figures
