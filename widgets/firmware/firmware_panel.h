// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <memory>

namespace widgets {

class ErrorBanner;
class FirmwareWork;
class HistoryCard;
class ImageCard;
class KitContext;
class OfferedStack;
class PushCard;
class SlotsCard;

/// Is this file right for this board, and where is the push now.
class FirmwarePanel : public QWidget
{
    Q_OBJECT
public:
    explicit FirmwarePanel(QWidget *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit);

    [[nodiscard]] SlotsCard *slotsCard() const { return m_slots; }
    [[nodiscard]] ImageCard *imageCard() const { return m_image; }
    [[nodiscard]] PushCard *pushCard() const { return m_push; }
    [[nodiscard]] const OfferedStack *stack() const { return m_stack; }
    [[nodiscard]] const ErrorBanner *banner() const { return m_banner; }
    [[nodiscard]] FirmwareWork *work() const { return m_work; } ///< null without a kit

    /// An image (*.bin) is opened, a public key (*.pem) checks it; false: neither.
    bool openFile(const QString &path);
    void chooseImage(); ///< asks for a file
    void chooseKey();
    void send();

protected:
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void choose(const QString &title, const QString &filter);
    void retranslate();
    void refresh();
    void refreshProgress();
    void refreshBanner();

    std::shared_ptr<KitContext> m_kit;
    FirmwareWork *m_work = nullptr;
    ErrorBanner *m_banner;
    SlotsCard *m_slots;
    ImageCard *m_image;
    PushCard *m_push;
    HistoryCard *m_history;
    OfferedStack *m_stack;
};

} // namespace widgets
