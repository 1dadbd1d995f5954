// SPDX-License-Identifier: GPL-3.0-or-later
#include "bare_reader.h"

#include <QThread>

namespace usb_figures {

namespace {

constexpr quint8 kBulkIn = 0x81;

} // namespace

BareReader::BareReader(const usb_bench::UsbSession &session, int device, int transfers, int transferBytes)
    : m_handle(session.open(device))
{
    m_ok = m_handle && libusb_claim_interface(m_handle.get(), 0) == LIBUSB_SUCCESS;
    for (int i = 0; m_ok && i < transfers; ++i) {
        m_buffers.emplace_back(transferBytes, '\0');
        libusb_transfer *transfer = libusb_alloc_transfer(0);
        libusb_fill_bulk_transfer(transfer, m_handle.get(), kBulkIn,
            reinterpret_cast<unsigned char *>(m_buffers.back().data()), transferBytes, &BareReader::onDone, this, 0);
        m_transfers.push_back(transfer);
        ++m_inFlight;
        if (libusb_submit_transfer(transfer) != LIBUSB_SUCCESS) {
            --m_inFlight;
            m_ok = false;
        }
    }
}

BareReader::~BareReader()
{
    m_ending = true; // each ends by itself soon: the device always has something to say
    while (m_inFlight > 0)
        QThread::usleep(200);
    for (libusb_transfer *transfer : m_transfers)
        libusb_free_transfer(transfer);
    if (m_handle)
        libusb_release_interface(m_handle.get(), 0);
}

void BareReader::onDone(libusb_transfer *transfer)
{
    auto *self = static_cast<BareReader *>(transfer->user_data);
    self->m_bytes += transfer->actual_length;
    if (self->m_ending || transfer->status != LIBUSB_TRANSFER_COMPLETED
        || libusb_submit_transfer(transfer) != LIBUSB_SUCCESS)
        --self->m_inFlight;
}

} // namespace usb_figures
