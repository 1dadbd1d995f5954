// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QPushButton>

namespace widgets {

class Recorder;

/// Starts and stops the recording; shows its time while it runs, in tabular figures.
class RecordButton : public QPushButton
{
    Q_OBJECT
public:
    explicit RecordButton(QWidget *parent = nullptr);
    void setRecorder(Recorder *recorder); ///< null: none to record

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    [[nodiscard]] bool recording() const;

    QPointer<Recorder> m_recorder;
    QString m_words;
};

} // namespace widgets
