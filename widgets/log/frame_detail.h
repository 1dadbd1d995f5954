// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/card.h"

#include <memory>

class QPlainTextEdit;
class QPushButton;
class QTableView;

namespace device_link {
struct RawFrame;
}

namespace widgets {

class FrameFieldModel;

/// One raw frame: its bytes, and what they say. Decoded when it is shown, not before.
class FrameDetail : public Card
{
    Q_OBJECT
public:
    explicit FrameDetail(QWidget *parent = nullptr);
    /// Null hides it. title: as the line says.
    void setFrame(std::shared_ptr<const device_link::RawFrame> frame, const QString &title);
    void retranslate();
    /// Bytes and fields as text.
    [[nodiscard]] QString copiedText() const;
    void copy() const;

Q_SIGNALS:
    void closeAsked();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    std::shared_ptr<const device_link::RawFrame> m_frame;
    FrameFieldModel *m_fields;
    QPlainTextEdit *m_hex;
    QTableView *m_table;
    QPushButton *m_copy;
    QPushButton *m_close;
};

} // namespace widgets
