// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/prompt_runner.h"

#include <QElapsedTimer>
#include <QWidget>

#include <memory>
#include <optional>

class QComboBox;
class QHBoxLayout;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace widgets {

class KitContext;
class Segmented;
class TextLabel;

/// Where a prompt is typed: text, model, tier, token limit, Send. Send becomes Stop while an answer runs, and while its
/// energy is still counted as long as nothing else is typed: what is sent then ends the counting. Up and Down in an
/// empty text bring back what was asked.
class Composer : public QWidget
{
    Q_OBJECT
public:
    explicit Composer(QWidget *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit);
    /// As typed and chosen, without an id.
    [[nodiscard]] device_link::PromptRequest request() const;
    void setText(const QString &text);
    void focusText();
    /// Asks it as the fields are set, and leaves what is typed alone; when it cannot be asked now it is put into an
    /// empty composer.
    void askAgain(const QString &text);
    [[nodiscard]] bool running() const; ///< an answer, or the counting of its energy
    [[nodiscard]] bool canSend() const;
    void stop();
    void send(); ///< the window calls it for Ctrl+Enter; nothing when it cannot be sent

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();
    [[nodiscard]] int widestHint() const;
    [[nodiscard]] static QString sendWord();
    void reserveSend();
    void retranslate();
    void refresh();
    void refreshModels();
    bool recall(int step);                ///< -1: the one before
    [[nodiscard]] bool counting() const;  ///< the answer has ended, its energy is still counted
    [[nodiscard]] bool connected() const; ///< to a kit that offers prompts
    [[nodiscard]] bool tooLong() const;
    void ask(const device_link::PromptRequest &request);
    void askNext();
    void giveBack(const device_link::PromptRequest &request);

    std::shared_ptr<KitContext> m_kit;
    QPlainTextEdit *m_text;
    QComboBox *m_model;
    Segmented *m_tier;
    QSpinBox *m_limit;
    TextLabel *m_hint;
    QPushButton *m_send;
    QHBoxLayout *m_above; ///< the tiers when the row is too narrow
    QHBoxLayout *m_row;
    int m_recalled = -1; ///< row of the prompt that the text is of; -1: none
    bool m_counting = false;
    std::optional<device_link::PromptRequest> m_next; ///< to be asked when the counting has ended
    QElapsedTimer m_ended;                            ///< since an answer ended, then its counting
    bool m_insisted = false;                          ///< it was told to send while it counts
};

} // namespace widgets
