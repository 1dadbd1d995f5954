// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <memory>

class QComboBox;
class QHBoxLayout;
class QLineEdit;
class QPushButton;
class QTableView;

namespace widgets {

class Card;
class EmptyState;
class ErrorBanner;
class FrameDetail;
class FrameFeed;
class KitContext;
class LogFilter;
class LogModel;
struct LogLine;
class RecordedLog;
class Segmented;
class TextLabel;

/// Everything that was said, findable: level, area, search with count, follow, copy and save. A selected line moves the
/// kit's shared time axis to its moment. Raw frames, when they are switched on, are lines as well; a selected one is
/// shown with its bytes and fields. Of a recording it shows the lines of the ports that are in it, and the workbench's
/// own when they are chosen.
class LogPanel : public QWidget
{
    Q_OBJECT
public:
    /// The model is the application's and outlives the panel.
    explicit LogPanel(LogModel *model, QWidget *parent = nullptr);
    ~LogPanel() override;
    [[nodiscard]] LogFilter *filter() const { return m_filter; }
    [[nodiscard]] ErrorBanner *banner() const { return m_banner; }
    [[nodiscard]] FrameDetail *detail() const { return m_detail; }
    [[nodiscard]] FrameFeed *frames() const { return m_feed; }
    void setKit(std::shared_ptr<KitContext> kit); ///< whose axis a selected line moves; may be null
    [[nodiscard]] bool showsRecording() const;
    void focusSearch();
    void copy();
    void save(); ///< asks for a name first
    /// What Copy and Save give: the selected lines, else all that are shown.
    [[nodiscard]] QString shownText() const;

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QHBoxLayout *makeToolbar();
    void connectParts();
    void retranslate();
    void refreshAreas();
    void refreshCount();
    void refreshSource();
    void refreshPossible();
    void refreshNote();
    void setUpTable();
    void showModel(LogModel *model);
    void toNewest(); ///< while it follows
    void onSelectionChanged();
    void moveAxis(const LogLine &line);
    void setFramesOn(bool on);
    void showDetail();
    void hideDetail();
    void refreshBanner();

    std::shared_ptr<KitContext> m_kit;
    QString m_saveProblem;
    LogModel *m_model;                 ///< the application's
    RecordedLog *m_recorded = nullptr; ///< of the kit; null: it is no recording
    LogModel *m_shown;                 ///< one of these
    LogFilter *m_filter;
    Segmented *m_source; ///< the recording's lines, or the application's
    QComboBox *m_level;
    QComboBox *m_area;
    QLineEdit *m_search;
    TextLabel *m_count;
    TextLabel *m_done; ///< what was copied or saved last
    QPushButton *m_raw;
    QPushButton *m_follow;
    QPushButton *m_copy;
    QPushButton *m_save;
    TextLabel *m_note; ///< what of a recording is shown
    ErrorBanner *m_banner;
    Card *m_card;
    EmptyState *m_empty;
    QTableView *m_table;
    FrameDetail *m_detail;
    FrameFeed *m_feed;
};

} // namespace widgets
