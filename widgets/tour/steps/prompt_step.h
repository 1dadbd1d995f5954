// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/tour/tour_step.h"

namespace widgets {

struct PromptEntry;

/// Asks a prompt out of idle, so that its whole cost is seen, and follows it until its energy is complete.
class PromptStep : public TourStep
{
    Q_OBJECT
public:
    PromptStep(std::shared_ptr<KitContext> kit, TourMemory *memory, QObject *parent = nullptr);
    [[nodiscard]] QString id() const override { return QStringLiteral("prompt"); }
    [[nodiscard]] QString panel() const override { return QStringLiteral("prompts"); }
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString text() const override;
    [[nodiscard]] QString now() const override;
    [[nodiscard]] QString outcome() const override;
    [[nodiscard]] QList<TourFact> facts() const override;
    [[nodiscard]] QJsonObject figures() const override;

protected:
    void start() override;
    bool stop() override;

private:
    void ask();
    void onEntry(int row);
    void onFinished(int row);
    [[nodiscard]] bool radioIdle() const;
    [[nodiscard]] const PromptEntry *entry() const;

    QString m_id; ///< of the prompt; empty: not asked yet
    bool m_asking = false;
};

} // namespace widgets
