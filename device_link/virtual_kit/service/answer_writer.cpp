// SPDX-License-Identifier: GPL-3.0-or-later
#include "answer_writer.h"

#include "tokenizer.h"

#include "virtual_kit/kernel/random.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <optional>

namespace virtual_kit {

namespace {

const QStringList &englishBodies()
{
    static const QStringList bodies{
        QStringLiteral("The short answer is that it depends on what you want to do with it."),
        QStringLiteral("Start with one small step and look at the result before you take the next."),
        QStringLiteral("Most people notice the difference only when they compare two of them side by side."),
        QStringLiteral("It usually costs less energy to ask once and keep the answer."),
        QStringLiteral("If the network is slow, a shorter question helps more than a faster model."),
        QStringLiteral("There are three parts to it: what goes in, what comes out, and what it costs."),
        QStringLiteral("A good test is to ask the same thing twice and see whether the answer holds."),
        QStringLiteral("Children often ask this in the evening, when the day has been long."),
        QStringLiteral("You can measure it, and then you no longer have to guess."),
        QStringLiteral("I would keep the part that works and change only one thing at a time."),
        QStringLiteral("Nothing is lost when you stop here and go on tomorrow."),
        QStringLiteral("Tell me more about where you are, and I can be more exact."),
    };
    return bodies;
}

const QStringList &chineseBodies()
{
    static const QStringList bodies{
        QStringLiteral("简单来说，要看你想用它做什么。"),
        QStringLiteral("可以先走一小步，看看结果，再决定下一步。"),
        QStringLiteral("很多人要把两个放在一起比较，才会发现区别。"),
        QStringLiteral("问一次并把答案记下来，通常更省电。"),
        QStringLiteral("如果网络比较慢，问题短一些比模型快一些更有用。"),
        QStringLiteral("它分成三部分：输入什么，输出什么，花费多少。"),
        QStringLiteral("好的办法是把同一个问题问两遍，看看答案是否一致。"),
        QStringLiteral("小朋友常常在晚上问这个问题，因为白天太忙了。"),
        QStringLiteral("测量一下，就不用再猜了。"),
        QStringLiteral("我建议保留有用的部分，每次只改一个地方。"),
        QStringLiteral("先停在这里也没关系，明天可以继续。"),
        QStringLiteral("告诉我更多情况，我可以说得更准确。"),
    };
    return bodies;
}

/// A sum of two whole numbers in the prompt, worked out.
std::optional<QString> workOutSum(const QString &prompt)
{
    static const QRegularExpression form(QStringLiteral("(\\d{1,9})\\s*([-+*/x×÷]|加|减|乘以?|除以)\\s*(\\d{1,9})"));
    const QRegularExpressionMatch match = form.match(prompt);
    if (!match.hasMatch())
        return std::nullopt;
    const qint64 a = match.captured(1).toLongLong();
    const qint64 b = match.captured(3).toLongLong();
    const QString sign = match.captured(2);
    const auto isOneOf = [&](QStringView signs) { return signs.contains(sign.at(0)); };
    if (isOneOf(u"+加"))
        return QString::number(a + b);
    if (isOneOf(u"-减"))
        return QString::number(a - b);
    if (isOneOf(u"*x×乘"))
        return QString::number(a * b);
    if (b == 0)
        return std::nullopt;
    return a % b == 0 ? QString::number(a / b) : QString::number(static_cast<double>(a) / static_cast<double>(b));
}

/// The prompt's beginning, to be quoted.
QString topicOf(const QString &prompt)
{
    constexpr qsizetype kLongest = 24;
    const QString line = prompt.simplified();
    return line.size() <= kLongest ? line : line.left(kLongest) + QStringLiteral("…");
}

bool greets(const QString &prompt, const QStringList &words)
{
    return std::ranges::any_of(words, [&](const QString &word) { return prompt.contains(word, Qt::CaseInsensitive); });
}

/// `count` different sentences in an order of the seed's.
QString pickSentences(const QStringList &from, int count, const QString &between, Random &random)
{
    QStringList left = from;
    QStringList picked;
    while (picked.size() < count && !left.isEmpty())
        picked.append(left.takeAt(static_cast<qsizetype>(random.next() % static_cast<std::uint64_t>(left.size()))));
    return picked.join(between);
}

QString writeJson(const QString &prompt)
{
    QJsonObject object;
    object.insert(QStringLiteral("simulated"), true);
    object.insert(QStringLiteral("topic"), topicOf(prompt));
    object.insert(QStringLiteral("answer"), workOutSum(prompt).value_or(QStringLiteral("42")));
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QString writeChinese(const QString &prompt, int sentences, Random &random)
{
    QString text;
    if (greets(prompt, {QStringLiteral("你好"), QStringLiteral("您好"), QStringLiteral("早上好")}))
        text += QStringLiteral("你好！");
    text += QStringLiteral("我是模拟模型。");
    if (const auto sum = workOutSum(prompt))
        text += QStringLiteral("结果是%1。").arg(*sum);
    text += QStringLiteral("关于“%1”，").arg(topicOf(prompt));
    return text + pickSentences(chineseBodies(), sentences, {}, random);
}

QString writeEnglish(const QString &prompt, int sentences, Random &random)
{
    QString text;
    if (greets(prompt, {QStringLiteral("hello"), QStringLiteral("good morning")}))
        text += QStringLiteral("Hello! ");
    text += QStringLiteral("This is a simulated model. ");
    if (const auto sum = workOutSum(prompt))
        text += QStringLiteral("The result is %1. ").arg(*sum);
    text += QStringLiteral("You asked about \"%1\". ").arg(topicOf(prompt));
    return text + pickSentences(englishBodies(), sentences, QStringLiteral(" "), random);
}

} // namespace

QString writeAnswer(std::uint64_t seed, const QString &model, const QString &prompt)
{
    const QString key = model + QLatin1Char('|') + prompt;
    Random random(seed, key.toStdString());
    if (prompt.contains(QLatin1String("json"), Qt::CaseInsensitive))
        return writeJson(prompt);
    const int sentences = 2 + static_cast<int>(random.next() % 4);
    const bool chinese = std::ranges::any_of(prompt, isIdeograph);
    return chinese ? writeChinese(prompt, sentences, random) : writeEnglish(prompt, sentences, random);
}

} // namespace virtual_kit
