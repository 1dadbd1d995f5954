// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"

#include <QFuture>
#include <QPromise>

#include <memory>
#include <utility>

namespace device_link {

/// The promise behind something awaited. It is finished exactly once: by finish(), or as Cancelled when the last owner
/// lets go, because a QFuture that ends without a result crashes whoever awaits it.
template <typename T>
class Answer
{
public:
    Answer()
        : m_promise(std::make_unique<QPromise<Result<T>>>())
    {
        m_promise->start();
    }
    Answer(const Answer &) = delete;
    Answer &operator=(const Answer &) = delete;
    ~Answer() { finish(fail(Fault::Cancelled, QStringLiteral("the one who would answer is gone"))); }

    [[nodiscard]] QFuture<Result<T>> future() const { return m_promise->future(); }
    [[nodiscard]] bool finished() const { return m_finished; }
    void finish(Result<T> result)
    {
        if (std::exchange(m_finished, true))
            return;
        m_promise->addResult(std::move(result));
        m_promise->finish();
    }

private:
    std::unique_ptr<QPromise<Result<T>>> m_promise;
    bool m_finished = false;
};

/// An answer that is there already.
template <typename T>
[[nodiscard]] QFuture<Result<T>> answered(Result<T> result)
{
    Answer<T> answer;
    answer.finish(std::move(result));
    return answer.future();
}

} // namespace device_link
