// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <memory>

namespace widgets {

class Badge;
class FindButton;
class KitContext;
class RecordButton;
class TextLabel;

/// 48 px over the panel: its title, the kit's alias, serial number, badge and state; at right the way to everything
/// else and the recording.
class TopBar : public QFrame
{
    Q_OBJECT
public:
    explicit TopBar(QWidget *parent = nullptr);
    void setTitle(const QString &title);
    void setKit(std::shared_ptr<KitContext> kit);

Q_SIGNALS:
    void findClicked();
    void recordClicked();

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();

    std::shared_ptr<KitContext> m_kit;
    TextLabel *m_title;
    QFrame *m_line;
    TextLabel *m_alias;
    TextLabel *m_serial;
    Badge *m_badge;
    TextLabel *m_state;
    FindButton *m_find;
    RecordButton *m_record;
};

} // namespace widgets
