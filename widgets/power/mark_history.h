// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUndoStack>

#include <optional>
#include <utility>
#include <vector>

namespace widgets {

/// What the user did to the regions and cursors of a kit's axis, to be taken back and done again:
/// kit->model<MarkHistory>(). What happens by itself, as a trigger that fires, is no step of it. A restart of the kit
/// ends it with the marks.
class MarkHistory : public QUndoStack
{
    Q_OBJECT
public:
    explicit MarkHistory(QObject *parent = nullptr);

    /// A drag or the press of a key begins: all that it moves of one mark is one step.
    void beginGesture() { ++m_gesture; }
    [[nodiscard]] quint64 gesture() const { return m_gesture; }

private:
    quint64 m_gesture = 0;
};

/// One mark before and after; none: it was not there. row: where it was or comes.
template <typename Entry>
struct MarkChange {
    int row = 0;
    std::optional<Entry> before, after;
};

/// A step of the history. The model applies the changes, which name their marks by ids: rows may be others by then.
template <typename Model, typename Entry>
class MarkCommand : public QUndoCommand
{
public:
    using Changes = std::vector<MarkChange<Entry>>;
    /// gesture: the moves of one gesture are one step; none: it stays one by itself.
    MarkCommand(Model *model, const QString &text, Changes changes, std::optional<quint64> gesture)
        : QUndoCommand(text)
        , m_model(model)
        , m_changes(std::move(changes))
        , m_gesture(gesture)
    {
    }
    void undo() override { m_model->apply(m_changes, false); }
    void redo() override { m_model->apply(m_changes, true); }
    [[nodiscard]] int id() const override { return m_gesture ? Model::kCommandId : -1; }
    bool mergeWith(const QUndoCommand *other) override
    {
        const auto *next = static_cast<const MarkCommand *>(other); // as their ids say
        if (next->m_gesture != m_gesture || m_changes.size() != 1 || next->m_changes.size() != 1)
            return false;
        std::optional<Entry> &now = m_changes.front().after;
        const MarkChange<Entry> &move = next->m_changes.front();
        if (!now || !move.before || !move.after || move.before->id != now->id)
            return false;
        now = move.after;
        return true;
    }

private:
    Model *m_model;
    Changes m_changes;
    std::optional<quint64> m_gesture;
};

} // namespace widgets
