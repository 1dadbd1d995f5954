// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

namespace widgets {

/// Looks like the field that it opens: a glass, what one would type there, and its shortcut in a frame at right.
class FindButton : public QPushButton
{
    Q_OBJECT
public:
    explicit FindButton(QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void retranslate();
    [[nodiscard]] double keysWidth() const;

    QString m_words, m_keys;
};

} // namespace widgets
