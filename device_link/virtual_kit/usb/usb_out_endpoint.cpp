// SPDX-License-Identifier: GPL-3.0-or-later
#include "usb_out_endpoint.h"

#include <algorithm>
#include <utility>

namespace virtual_kit {

void UsbOutEndpoint::submit(UsbRequest request)
{
    if (m_halted)
        return complete({request.id, UsbStatus::Stall, 0, {}});
    m_bytes += request.data.size();
    m_requests.push_back(std::move(request));
    serve();
}

bool UsbOutEndpoint::cancel(std::uint32_t id)
{
    const auto found
        = std::find_if(m_requests.begin(), m_requests.end(), [id](const UsbRequest &r) { return r.id == id; });
    if (found == m_requests.end())
        return false;
    m_bytes -= found->data.size();
    m_requests.erase(found);
    return true;
}

void UsbOutEndpoint::endAll(UsbStatus status)
{
    m_bytes = 0;
    const auto requests = std::exchange(m_requests, {});
    for (const UsbRequest &request : requests)
        complete({request.id, status, 0, {}});
}

void UsbOutEndpoint::forgetRequests()
{
    m_bytes = 0;
    m_requests.clear();
}

void UsbOutEndpoint::setHalted(bool halted)
{
    m_halted = halted;
    if (halted)
        endAll(UsbStatus::Stall);
    else
        serve();
}

void UsbOutEndpoint::serve()
{
    if (std::exchange(m_serving, true))
        return; // whoever takes the bytes may cause another request
    while (!m_requests.empty() && !m_halted) {
        // Kept at hand while it is delivered: that may end everything here (a host that is told to go).
        UsbRequest request = std::move(m_requests.front());
        m_requests.pop_front();
        m_bytes -= request.data.size();
        if (!request.data.empty() && !deliver(request.data)) {
            m_bytes += request.data.size();
            m_requests.push_front(std::move(request));
            break;
        }
        complete({request.id, UsbStatus::Ok, static_cast<std::uint32_t>(request.data.size()), {}});
    }
    m_serving = false;
}

} // namespace virtual_kit
