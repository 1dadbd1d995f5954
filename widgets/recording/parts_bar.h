// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <memory>

class QPushButton;

namespace device_link {
struct RecordedPart;
}

namespace widgets {

class KitContext;
class TextLabel;

/// Says over every panel which part of a recording of several is shown, and offers the others. Not there for a
/// recording of one part.
class PartsBar : public QFrame
{
    Q_OBJECT
public:
    explicit PartsBar(QWidget *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit); ///< may be null
    void openMenu();                              ///< for the keyboard; nothing while it is hidden

Q_SIGNALS:
    void partChosen(const QString &path, quint32 stream); ///< another one than the one that is shown

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void fillMenu();

    std::shared_ptr<KitContext> m_kit;
    TextLabel *m_what;
    TextLabel *m_why;
    QPushButton *m_choose;
};

/// "10:31:20, 12.3 s at 100.0 kS/s, stream 0": when a part began, how long it is, its number in the file, and what of
/// it is damaged.
[[nodiscard]] QString partWords(const device_link::RecordedPart &part);

} // namespace widgets
