// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/question.h"

#include <QMessageBox>
#include <QPushButton>

namespace widgets {

QMessageBox *makeQuestion(QWidget *parent, const Question &words, const std::function<void()> &act)
{
    auto *question = new QMessageBox(parent);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setWindowModality(Qt::WindowModal);
    question->setObjectName(words.name);
    question->setIcon(QMessageBox::NoIcon);
    question->setWindowTitle(words.title);
    question->setText(words.text);
    question->setInformativeText(words.about);
    QPushButton *goOn = question->addButton(words.goOn, QMessageBox::DestructiveRole);
    goOn->setObjectName(words.goOnName);
    QObject::connect(goOn, &QPushButton::clicked, question, act);
    QPushButton *stay = question->addButton(words.stay, QMessageBox::RejectRole);
    question->setDefaultButton(stay);
    question->setEscapeButton(stay);
    return question;
}

} // namespace widgets
