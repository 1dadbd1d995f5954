// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/card.h"

#include <QPointer>

#include <memory>

class QMessageBox;
class QPushButton;

namespace widgets {

class Badge;
class FirmwareWork;
class KitContext;
class PushOptions;
class PushOutcomeView;
class PushProgressView;
class StepList;
class TextLabel;

/// The push: before it how, while it runs where it is, after it what it came to; its steps in all three.
class PushCard : public Card
{
    Q_OBJECT
public:
    explicit PushCard(QWidget *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit, FirmwareWork *work);
    void refresh();
    void refreshProgress();
    void retranslate();
    [[nodiscard]] PushProgressView *progress() const { return m_progress; }
    [[nodiscard]] PushOutcomeView *outcome() const { return m_outcome; }
    [[nodiscard]] StepList *steps() const { return m_steps; }
    [[nodiscard]] QString note() const;
    void askGoBack(); ///< asks first

private:
    void connectParts();
    void refreshSteps();
    void refreshFoot();
    void copyDetails();

    std::shared_ptr<KitContext> m_kit;
    FirmwareWork *m_work = nullptr;
    Badge *m_badge;
    PushOptions *m_options;
    PushProgressView *m_progress;
    PushOutcomeView *m_outcome;
    StepList *m_steps;
    TextLabel *m_note;
    QPushButton *m_send;
    QPushButton *m_cancel;
    QPointer<QMessageBox> m_question;
};

} // namespace widgets
