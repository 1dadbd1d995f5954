// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/compare/compare_plot.h"
#include "widgets/compare/compare_sources.h"
#include "widgets/compare/compare_text.h"

#include <QDialog>
#include <QTimer>

class QComboBox;
class QPushButton;
class QToolButton;

namespace widgets {

class Badge;
class Card;
class CompareKey;
class CompareTableModel;
class ErrorBanner;
class FigureTable;
class ShiftBox;
class TextLabel;

/// Two regions, or a region and a part of a recording, laid over each other from their begin, with their difference and
/// their figures. Stays open beside the panel and follows the regions. Picture, figures and columns can be taken away.
class CompareWindow : public QDialog
{
    Q_OBJECT
public:
    explicit CompareWindow(QWidget *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit);
    /// Shows it with the selected region as A and, where nothing is chosen yet, the newest other one as B.
    void open() override;
    void openRecording(const QString &path);

    void choose(ComparePlot::Side side, const QString &key); ///< CompareSource::key
    [[nodiscard]] QString chosen(ComparePlot::Side side) const { return m_keys.at(static_cast<std::size_t>(side)); }
    void setShiftNs(std::int64_t ns);
    [[nodiscard]] std::int64_t shiftNs() const;
    void swapSides();
    void refresh();
    void copyPicture();
    void copyFigures();                       ///< as text and as CSV
    [[nodiscard]] QImage picture() const;     ///< the plot under what A and B are and where they come from
    [[nodiscard]] QByteArray columns() const; ///< as drawn, CSV

    [[nodiscard]] ComparePlot *plot() const { return m_plot; }
    [[nodiscard]] const CompareTableModel *table() const { return m_figures; }
    [[nodiscard]] const ComparedRegions &regions() const { return m_regions; }
    [[nodiscard]] CompareSources *sources() { return &m_sources; }
    [[nodiscard]] QString caveats() const;
    [[nodiscard]] ErrorBanner *banner() const { return m_banner; }

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    struct Row {
        CompareKey *key = nullptr;
        QComboBox *box = nullptr;
        Badge *badge = nullptr;
    };
    void layOut();
    void connectParts();
    void retranslate();
    void fillBoxes();
    void chooseDefaults();
    void askForRecording();
    void save(
        const QString &title, const QString &fileName, const QString &filter, std::function<QByteArray()> contents);
    void showUnderMouse();
    void showLabels();
    [[nodiscard]] ComparePlot::Trace traceOf(const std::optional<CompareSource> &source, std::int64_t shiftNs) const;

    CompareSources m_sources;
    std::array<QString, ComparePlot::SideCount> m_keys;
    ComparedRegions m_regions;
    std::array<Row, ComparePlot::SideCount> m_rows;
    QToolButton *m_swap;
    QPushButton *m_open;
    TextLabel *m_shiftName;
    QToolButton *m_earlier;
    ShiftBox *m_shift;
    QToolButton *m_later;
    QPushButton *m_showAll;
    ErrorBanner *m_banner;
    Card *m_card;
    ComparePlot *m_plot;
    TextLabel *m_under;
    CompareTableModel *m_figures;
    FigureTable *m_table;
    TextLabel *m_caveats;
    TextLabel *m_done;
    QPushButton *m_copyPicture;
    QPushButton *m_copyFigures;
    QPushButton *m_savePicture;
    QPushButton *m_saveColumns;
    QPushButton *m_close;
    QTimer m_timer;
};

} // namespace widgets
