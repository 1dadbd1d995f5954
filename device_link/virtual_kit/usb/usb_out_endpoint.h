// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "usb_request.h"

#include <cstddef>
#include <deque>

namespace virtual_kit {

/// An OUT endpoint: hands the bytes of requests over in order. While they are not taken the requests wait.
class UsbOutEndpoint
{
public:
    UsbComplete complete;
    /// False: not now (the host sees NAK). Set before use.
    std::function<bool(framing::ByteView bytes)> deliver;

    void submit(UsbRequest request);
    [[nodiscard]] bool cancel(std::uint32_t id);
    void endAll(UsbStatus status);
    void forgetRequests();
    [[nodiscard]] std::size_t waiting() const { return m_requests.size(); }
    [[nodiscard]] std::size_t waitingBytes() const { return m_bytes; }
    void setHalted(bool halted);
    [[nodiscard]] bool halted() const { return m_halted; }

private:
    void serve();

    std::deque<UsbRequest> m_requests;
    std::size_t m_bytes = 0; ///< in the requests
    bool m_halted = false;
    bool m_serving = false;
};

} // namespace virtual_kit
