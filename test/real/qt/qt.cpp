// REQUIRES: qt
// RUN: %check_why %s --library qt -- -std=c++20 -fPIC %qt_flags
//
// Each call of models/qt.yaml on the real headers. Compiled, never run.

#include <QtConcurrent/QtConcurrent>
#include <QtCore/QBasicTimer>
#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QEvent>
#include <QtCore/QEventLoop>
#include <QtCore/QFile>
#include <QtCore/QFuture>
#include <QtCore/QFutureSynchronizer>
#include <QtCore/QFutureWatcher>
#include <QtCore/QLockFile>
#include <QtCore/QMetaMethod>
#include <QtCore/QMutex>
#include <QtCore/QProcess>
#include <QtCore/QPromise>
#include <QtCore/QReadWriteLock>
#include <QtCore/QSaveFile>
#include <QtCore/QSemaphore>
#include <QtCore/QSharedMemory>
#include <QtCore/QSystemSemaphore>
#include <QtCore/QThread>
#include <QtCore/QThreadPool>
#include <QtCore/QTimer>
#include <QtCore/QWaitCondition>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusInterface>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusPendingCallWatcher>
#include <QtDBus/QDBusPendingReply>
#include <QtGui/QDrag>
#include <QtNetwork/QHostInfo>
#include <QtNetwork/QLocalServer>
#include <QtNetwork/QLocalSocket>
#include <QtNetwork/QSslSocket>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlQuery>
#include <QtSql/QSqlTableModel>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDialog>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMessageBox>
#include <chrono>

namespace {

using namespace std::chrono_literals;

void mutexes() {
  auto Soon = std::chrono::steady_clock::now() + 1s;
  QBasicMutex B;                // WHY: -> lock
  B.lock();                     // WHY: acquire exclusive on 'B'
  B.unlock();                   // WHY: release
  if (B.tryLock())              // WHY: attempt
    B.unlock();                 // WHY: release
  if (B.try_lock())             // WHY: attempt
    B.unlock();                 // WHY: release
  QMutex M;                     // WHY: -> lock
  M.lock();                     // WHY: acquire exclusive on 'M'
  M.unlock();                   // WHY: release
  if (M.try_lock())             // WHY: attempt
    M.unlock();                 // WHY: release
  if (M.tryLock())              // WHY: bound=never
    M.unlock();                 // WHY: release
  if (M.tryLock(100))           // WHY: bound=bounded
    M.unlock();                 // WHY: release
  if (M.tryLock(-1))            // WHY: bound=unbounded
    M.unlock();                 // WHY: release
  if (M.try_lock_for(1s))       // WHY: bound=bounded
    M.unlock();                 // WHY: release
  if (M.try_lock_until(Soon))   // WHY: bound=bounded
    M.unlock();                 // WHY: release
  QRecursiveMutex R;            // WHY: -> lock
  R.lock();                     // WHY: acquire exclusive on 'R'
  R.unlock();                   // WHY: release
  if (R.try_lock())             // WHY: attempt
    R.unlock();                 // WHY: release
  if (R.tryLock())              // WHY: bound=never
    R.unlock();                 // WHY: release
  if (R.tryLock(100))           // WHY: bound=bounded
    R.unlock();                 // WHY: release
  if (R.try_lock_for(1s))       // WHY: bound=bounded
    R.unlock();                 // WHY: release
  if (R.try_lock_until(Soon))   // WHY: bound=bounded
    R.unlock();                 // WHY: release
}

void otherLocks() {
  QReadWriteLock W;             // WHY: -> lock
  W.lockForWrite();             // WHY: acquire exclusive on 'W'
  W.unlock();                   // WHY: release
  W.lockForRead();              // WHY: acquire shared on 'W'
  W.unlock();                   // WHY: release
  if (W.tryLockForWrite())      // WHY: bound=never
    W.unlock();                 // WHY: release
  if (W.tryLockForRead())       // WHY: bound=never
    W.unlock();                 // WHY: release
  if (W.tryLockForWrite(10))    // WHY: bound=bounded
    W.unlock();                 // WHY: release
  if (W.tryLockForRead(-1))     // WHY: bound=unbounded
    W.unlock();                 // WHY: release
  QLockFile F("f");             // WHY: -> lock
  F.lock();                     // WHY: acquire exclusive on 'F'
  F.unlock();                   // WHY: release
  if (F.tryLock())              // WHY: bound=never
    F.unlock();                 // WHY: release
  if (F.tryLock(-1))            // WHY: bound=unbounded
    F.unlock();                 // WHY: release
  QSharedMemory S("s");         // WHY: -> lock
  S.lock();                     // WHY: acquire exclusive on 'S'
  S.unlock();                   // WHY: release
}

void guards() {
  QMutex M;
  QReadWriteLock W;
  QMutexLocker L(&M);           // WHY: -> guard
  if (L.isLocked())             // WHY: owns-lock
    L.unlock();                 // WHY: release
  L.relock();                   // WHY: acquire exclusive
  QReadLocker R(&W);            // WHY: -> guard
  R.unlock();                   // WHY: release
  R.relock();                   // WHY: acquire shared
  R.unlock();                   // WHY: release
  QWriteLocker X(&W);           // WHY: -> guard
  X.unlock();                   // WHY: release
  X.relock();                   // WHY: acquire exclusive
}

void waits(unsigned long Ms) {
  QMutex M;
  QWaitCondition C;             // WHY: -> condition
  QMutexLocker L(&M);
  C.wait(&M);                   // WHY: wait class=wait bound=unbounded releases 'M'
  C.wait(&M, Ms);               // WHY: wait class=wait bound=bounded releases 'M'
  C.wait(&M, 100);              // WHY: wait class=wait bound=bounded releases 'M'
  C.wait(&M, ULONG_MAX);        // WHY: wait class=wait bound=unbounded releases 'M'
  C.wait(&M, QDeadlineTimer(100)); // WHY: wait class=wait bound=bounded releases 'M'
  QReadWriteLock W;
  C.wait(&W);                   // WHY: wait class=wait bound=unbounded releases 'W'
  C.wakeOne();                  // WHY: notify; wakes=one
  C.wakeAll();                  // WHY: notify; wakes=all
  C.notify_one();               // WHY: notify; wakes=one
  C.notify_all();               // WHY: notify; wakes=all
}

void semaphores() {
  QSemaphore S(1);              // WHY: -> wait-group
  S.acquire();                  // WHY: block class=wait bound=unbounded
  S.release();                  // WHY: count-down
  S.tryAcquire();               // WHY: bound=never
  S.tryAcquire(1, 100);         // WHY: bound=bounded
  S.tryAcquire(1, -1);          // WHY: bound=unbounded
  S.tryAcquire(1, 1s);          // WHY: bound=bounded
  S.try_acquire();              // WHY: bound=never
  S.try_acquire_for(1s);        // WHY: bound=bounded
  S.try_acquire_until(std::chrono::steady_clock::now() + 1s); // WHY: bound=bounded
  QSystemSemaphore Y("y");      // WHY: -> wait-group
  Y.acquire();                  // WHY: block class=wait bound=unbounded
  Y.release();                  // WHY: count-down
}

class Worker : public QThread {
  void run() override {
    while (!isInterruptionRequested()) // WHY: stop-requested
      exec();                   // WHY: block class=wait bound=unbounded
  }
};

void threads(unsigned long Ms) {
  Worker W;                     // WHY: -> task
  W.start();                    // WHY: spawn
  W.requestInterruption();      // WHY: request-stop; wakes=none
  W.terminate();                // WHY: request-stop; wakes=all
  W.quit();                     // WHY: request-stop
  W.exit(1);                    // WHY: request-stop
  W.wait();                     // WHY: block class=join bound=unbounded
  W.wait(Ms);                   // WHY: block class=join bound=bounded
  W.wait(ULONG_MAX);            // WHY: block class=join bound=unbounded
  QThread *T = QThread::create([] {}); // WHY: spawn; runs '[] {}'
  T->start();                   // WHY: spawn
  QThread::sleep(1);            // WHY: block class=sleep bound=bounded
  QThread::msleep(1);           // WHY: block class=sleep bound=bounded
  QThread::usleep(1);           // WHY: block class=sleep bound=bounded
  QThread::yieldCurrentThread(); // WHY: yield
  auto *P = new QThreadPool;    // WHY: -> task
  P->start([] {});              // WHY: spawn; runs '[] {}'
  P->tryStart([] {});           // WHY: spawn; runs '[] {}'
  P->startOnReservedThread([] {}); // WHY: spawn; runs '[] {}'
  P->waitForDone();             // WHY: block class=join bound=unbounded
  P->waitForDone(100);          // WHY: block class=join bound=bounded
  P->waitForDone(-1);           // WHY: block class=join bound=unbounded
  P->~QThreadPool();            // WHY: block class=join bound=unbounded
}

bool keep(const int &I) { return I > 0; }
int twice(const int &I) { return 2 * I; }
void step(int &I) { ++I; }
void sum(int &Total, const int &I) { Total += I; }

void concurrent() {
  QList<int> L{1, 2, 3};
  (void)QtConcurrent::run([] { return 1; });                 // WHY: spawn; runs '[] { return 1; }'
  (void)QtConcurrent::task([] { return 1; }).spawn();        // WHY: spawn
  (void)QtConcurrent::map(L, step);                          // WHY: spawn; runs 'step'
  (void)QtConcurrent::mapped(L, twice);                      // WHY: spawn; runs 'twice'
  (void)QtConcurrent::mappedReduced(L, twice, sum);          // WHY: spawn; runs 'twice'
  (void)QtConcurrent::filter(L, keep);                       // WHY: spawn; runs 'keep'
  (void)QtConcurrent::filtered(L, keep);                     // WHY: spawn; runs 'keep'
  (void)QtConcurrent::filteredReduced(L, keep, sum);         // WHY: spawn; runs 'keep'
  QtConcurrent::blockingMap(L, step);                        // WHY: block class=join bound=unbounded
  (void)QtConcurrent::blockingMapped(L, twice);              // WHY: block class=join bound=unbounded
  (void)QtConcurrent::blockingMappedReduced(L, twice, sum);  // WHY: block class=join bound=unbounded
  QtConcurrent::blockingFilter(L, keep);                     // WHY: block class=join bound=unbounded
  (void)QtConcurrent::blockingFiltered(L, keep);             // WHY: block class=join bound=unbounded
  (void)QtConcurrent::blockingFilteredReduced(L, keep, sum); // WHY: block class=join bound=unbounded
}

void futures() {
  QPromise<int> P;              // WHY: -> promise
  QFuture<int> F = P.future();  // WHY: -> future
  P.addResult(1);               // WHY: satisfy
  P.setException(std::exception_ptr()); // WHY: satisfy
  P.suspendIfRequested();       // WHY: block class=wait bound=unbounded
  if (P.isCanceled())           // WHY: stop-requested
    P.finish();                 // WHY: satisfy
  F.waitForFinished();          // WHY: block class=wait bound=unbounded
  F.result();                   // WHY: block class=wait bound=unbounded
  F.resultAt(0);                // WHY: block class=wait bound=unbounded
  F.results();                  // WHY: block class=wait bound=unbounded
  F.takeResult();               // WHY: block class=wait bound=unbounded
  F.cancel();                   // WHY: request-stop
  if (F.isCanceled())           // WHY: stop-requested
    return;
  QFutureWatcher<int> W;        // WHY: -> future
  W.setFuture(F);
  W.waitForFinished();          // WHY: block class=wait bound=unbounded
  W.result();                   // WHY: block class=wait bound=unbounded
  W.resultAt(0);                // WHY: block class=wait bound=unbounded
  W.cancel();                   // WHY: request-stop
  if (W.isCanceled())           // WHY: stop-requested
    return;
  auto *S = new QFutureSynchronizer<int>; // WHY: -> future
  S->addFuture(F);
  S->setFuture(F);              // WHY: block class=wait bound=unbounded
  S->waitForFinished();         // WHY: block class=wait bound=unbounded
  S->~QFutureSynchronizer();    // WHY: block class=wait bound=unbounded
}

void loops(QCoreApplication *A, QObject *O, QDialog *D, QMenu *M, QMessageBox *B, QDrag *G) {
  QCoreApplication::exec();     // WHY: block class=wait bound=unbounded
  QGuiApplication::exec();      // WHY: block class=wait bound=unbounded
  QApplication::exec();         // WHY: block class=wait bound=unbounded
  QEventLoop L;
  L.exec();                     // WHY: block class=wait bound=unbounded
  D->exec();                    // WHY: block class=wait bound=unbounded
  M->exec();                    // WHY: block class=wait bound=unbounded
  B->exec();                    // WHY: block class=wait bound=unbounded
  G->exec();                    // WHY: block class=wait bound=unbounded
  L.quit();                     // WHY: request-stop
  L.exit();                     // WHY: request-stop
  QCoreApplication::quit();     // WHY: request-stop
  QCoreApplication::exit(1);    // WHY: request-stop
  L.wakeUp();                   // WHY: notify
  L.processEvents();            // WHY: callback
  L.processEvents(QEventLoop::WaitForMoreEvents); // WHY: block class=wait bound=unbounded
  QCoreApplication::processEvents(); // WHY: callback
  QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents); // WHY: block class=wait bound=unbounded
  QEvent E(QEvent::None);
  QCoreApplication::sendEvent(O, &E);   // WHY: callback
  QCoreApplication::sendPostedEvents(); // WHY: callback
  A->notify(O, &E);             // WHY: callback
}

void calls(QObject *O, QMetaMethod M) {
  QMetaObject::activate(O, 0, nullptr); // WHY: callback
  QMetaObject::invokeMethod(O, "f", Qt::BlockingQueuedConnection);    // WHY: block class=wait bound=unbounded
  QMetaObject::invokeMethod(O, [] {}, Qt::BlockingQueuedConnection);  // WHY: block class=wait bound=unbounded
  QMetaObject::invokeMethod(O, "f", Qt::DirectConnection);            // WHY: callback
  QMetaObject::invokeMethod(O, "f", Qt::QueuedConnection); // WHY-NOT
  M.invoke(O, Qt::BlockingQueuedConnection); // WHY: block class=wait bound=unbounded
  M.invoke(O, Qt::DirectConnection);         // WHY: callback
}

void timers(QObject *O) {
  QTimer T;                     // WHY: -> timer
  T.start();                    // WHY: start; fires=repeatedly
  T.start(100);                 // WHY: start; fires=repeatedly
  T.start(100ms);               // WHY: start; fires=repeatedly
  QObject::connect(&T, &QTimer::timeout, [] {}); // UNCOVERED: QObject::connect  (concerns only state)
  T.stop();                     // WHY: stop
  QBasicTimer B;                // WHY: -> timer
  B.start(100, O);              // WHY: start; fires=repeatedly
  B.stop();                     // WHY: stop
  QTimer::singleShot(100, O, [] {}); // WHY: call QTimer::singleShot -> start; fires=once; runs '[] {}'
  int Id = O->startTimer(100);  // WHY: start; fires=repeatedly
  O->killTimer(Id);             // WHY: stop
}

void network(int Ms) {
  QTcpSocket S;
  S.waitForConnected();         // WHY: block class=network bound=bounded
  S.waitForConnected(-1);       // WHY: block class=network bound=unbounded
  S.waitForReadyRead(Ms);       // WHY: block class=network bound=bounded
  S.waitForBytesWritten(0);     // WHY: block class=network bound=never
  S.waitForDisconnected();      // WHY: block class=network bound=bounded
  QSslSocket T;
  T.waitForConnected();         // WHY: block class=network bound=bounded
  T.waitForEncrypted();         // WHY: block class=network bound=bounded
  T.waitForReadyRead();         // WHY: block class=network bound=bounded
  T.waitForBytesWritten();      // WHY: block class=network bound=bounded
  T.waitForDisconnected(-1);    // WHY: block class=network bound=unbounded
  QLocalSocket L;
  L.waitForConnected();         // WHY: block class=network bound=bounded
  L.waitForReadyRead();         // WHY: block class=network bound=bounded
  L.waitForBytesWritten();      // WHY: block class=network bound=bounded
  L.waitForDisconnected();      // WHY: block class=network bound=bounded
  QIODevice &D = S;
  D.waitForReadyRead(100);      // WHY: block class=network bound=bounded
  D.waitForBytesWritten(-1);    // WHY: block class=network bound=unbounded
  QTcpServer V;
  V.waitForNewConnection();     // WHY: block class=network bound=never
  V.waitForNewConnection(-1);   // WHY: block class=network bound=unbounded
  QLocalServer O;
  O.waitForNewConnection(100);  // WHY: block class=network bound=bounded
  QHostInfo::fromName("h");     // WHY: block class=network bound=unbounded
}

void processes() {
  QProcess P;
  P.waitForStarted();           // WHY: block class=process bound=bounded
  P.waitForReadyRead();         // WHY: block class=process bound=bounded
  P.waitForBytesWritten();      // WHY: block class=process bound=bounded
  P.waitForFinished();          // WHY: block class=process bound=bounded
  P.waitForFinished(-1);        // WHY: block class=process bound=unbounded
  QProcess::execute("true");    // WHY: block class=process bound=unbounded
}

void buses(const QDBusMessage &M) {
  QDBusConnection C = QDBusConnection::sessionBus();
  C.call(M);                    // WHY: block class=rpc bound=bounded
  C.call(M, QDBus::NoBlock);    // WHY-NOT
  C.call(M, QDBus::Block, 2147483647); // WHY: block class=rpc bound=unbounded
  QDBusInterface I("s", "/p");
  I.call("m");                  // WHY: block class=rpc bound=bounded
  I.call("m", 1);               // WHY: block class=rpc bound=bounded
  I.call(QDBus::NoBlock, "m");  // WHY-NOT
  I.call(QDBus::Block, "m", 1); // WHY: block class=rpc bound=bounded
  I.callWithArgumentList(QDBus::Block, "m", {}); // WHY: block class=rpc bound=bounded
  QDBusPendingCall P = I.asyncCall("m"); // WHY: -> future
  P.waitForFinished();          // WHY: block class=rpc bound=bounded
  QDBusPendingReply<int> R = I.asyncCall("m"); // WHY: -> future
  R.waitForFinished();          // WHY: block class=rpc bound=bounded
  QDBusPendingCallWatcher W(P);
  W.waitForFinished();          // WHY: block class=rpc bound=bounded
}

void databases() {
  QSqlDatabase B;
  B.open();                     // WHY: block class=database bound=unbounded
  B.transaction();              // WHY: block class=database bound=unbounded
  B.commit();                   // WHY: block class=database bound=unbounded
  B.rollback();                 // WHY: block class=database bound=unbounded
  B.exec("q");                  // WHY: block class=database bound=unbounded
  QSqlQuery Q(B);
  Q.exec("q");                  // WHY: block class=database bound=unbounded
  Q.exec();                     // WHY: block class=database bound=unbounded
  Q.execBatch();                // WHY: block class=database bound=unbounded
  QSqlTableModel M(nullptr, B);
  M.select();                   // WHY: block class=database bound=unbounded
  M.submitAll();                // WHY: block class=database bound=unbounded
}

void files() {
  QFile F("f");
  F.open(QIODevice::ReadOnly);  // WHY: block class=disk bound=unbounded
  F.flush();                    // WHY: block class=disk bound=unbounded
  F.copy("g");                  // WHY: block class=disk bound=unbounded
  F.rename("h");                // WHY: block class=disk bound=unbounded
  F.remove();                   // WHY: block class=disk bound=unbounded
  QSaveFile S("s");
  S.commit();                   // WHY: block class=disk bound=unbounded
  QDir("d").removeRecursively(); // WHY: block class=disk bound=unbounded
}

} // namespace

void all() {
  mutexes();
  otherLocks();
  guards();
  waits(5);
  semaphores();
  threads(5);
  concurrent();
  futures();
  loops(nullptr, nullptr, nullptr, nullptr, nullptr, nullptr);
  calls(nullptr, QMetaMethod());
  timers(nullptr);
  network(5);
  processes();
  buses(QDBusMessage());
  databases();
  files();
}
