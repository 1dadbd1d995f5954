// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <linux/usbdevice_fs.h>
#include <sys/ioctl.h>
#include <umockdev.h>

namespace usb_bench {

// What an ioctl may end with besides 0 and errno.
constexpr int endsLater = -1;
constexpr int returnsOne = -2; ///< success, and the ioctl returns 1

/// The structure an ioctl's argument points to; written back to the client with the ioctl's answer.
template <typename T>
class Argument
{
public:
    explicit Argument(UMockdevIoctlData *pointer)
        : m_data(umockdev_ioctl_data_resolve(pointer, 0, sizeof(T), nullptr))
    {
    }
    ~Argument() { g_clear_object(&m_data); }
    Argument(const Argument &) = delete;
    Argument &operator=(const Argument &) = delete;
    explicit operator bool() const { return m_data; }
    T &operator*() const { return *reinterpret_cast<T *>(m_data->data); }
    T *operator->() const { return &**this; }
    [[nodiscard]] UMockdevIoctlData *data() const { return m_data; }

private:
    UMockdevIoctlData *m_data;
};

} // namespace usb_bench
