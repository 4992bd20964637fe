// REQUIRES: poco
// RUN: %check_why %s --library poco -- -std=c++20
//
// Each call of models/poco.yaml on the real headers. Compiled, never run.

#include <Poco/ActiveDispatcher.h>
#include <Poco/ActiveMethod.h>
#include <Poco/Activity.h>
#include <Poco/BasicEvent.h>
#include <Poco/Condition.h>
#include <Poco/Data/Session.h>
#include <Poco/Data/SessionPool.h>
#include <Poco/Data/Statement.h>
#include <Poco/Event.h>
#include <Poco/MongoDB/Connection.h>
#include <Poco/MongoDB/RequestMessage.h>
#include <Poco/MongoDB/ResponseMessage.h>
#include <Poco/Mutex.h>
#include <Poco/NamedEvent.h>
#include <Poco/NamedMutex.h>
#include <Poco/Net/DNS.h>
#include <Poco/Net/DatagramSocket.h>
#include <Poco/Net/DialogSocket.h>
#include <Poco/Net/FTPClientSession.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/ICMPClient.h>
#include <Poco/Net/MailMessage.h>
#include <Poco/Net/NTPClient.h>
#include <Poco/Net/POP3ClientSession.h>
#include <Poco/Net/PollSet.h>
#include <Poco/Net/RawSocket.h>
#include <Poco/Net/SMTPClientSession.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketReactor.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/Net/TCPServer.h>
#include <Poco/Net/WebSocket.h>
#include <Poco/Notification.h>
#include <Poco/NotificationCenter.h>
#include <Poco/NotificationQueue.h>
#include <Poco/Pipe.h>
#include <Poco/PriorityNotificationQueue.h>
#include <Poco/Process.h>
#include <Poco/RWLock.h>
#include <Poco/Redis/Array.h>
#include <Poco/Redis/Client.h>
#include <Poco/ScopedUnlock.h>
#include <Poco/Semaphore.h>
#include <Poco/SynchronizedObject.h>
#include <Poco/Task.h>
#include <Poco/TaskManager.h>
#include <Poco/Thread.h>
#include <Poco/ThreadPool.h>
#include <Poco/TimedNotificationQueue.h>
#include <Poco/Timer.h>
#include <Poco/Util/ServerApplication.h>
#include <Poco/Util/Timer.h>
#include <Poco/Util/TimerTask.h>

namespace {

void mutexes() {
  Poco::Mutex M;                // WHY: -> lock
  M.lock();                     // WHY: acquire exclusive on 'M'
  M.unlock();                   // WHY: release
  M.lock(100);                  // WHY: bound=bounded
  M.unlock();                   // WHY: release
  if (M.tryLock())              // WHY: bound=never; blocking=lock
    M.unlock();                 // WHY: release
  if (M.tryLock(100))           // WHY: bound=bounded
    M.unlock();                 // WHY: release
  Poco::FastMutex F;            // WHY: -> lock
  F.lock();                     // WHY: acquire exclusive on 'F'
  F.unlock();                   // WHY: release
  F.lock(100);                  // WHY: bound=bounded
  F.unlock();                   // WHY: release
  if (F.tryLock())              // WHY: bound=never; blocking=lock
    F.unlock();                 // WHY: release
  if (F.tryLock(100))           // WHY: bound=bounded
    F.unlock();                 // WHY: release
  Poco::SpinlockMutex S;        // WHY: -> lock
  S.lock();                     // WHY: acquire exclusive on 'S'
  S.unlock();                   // WHY: release
  S.lock(100);                  // WHY: bound=bounded
  S.unlock();                   // WHY: release
  if (S.tryLock())              // WHY: bound=never; blocking=lock
    S.unlock();                 // WHY: release
  if (S.tryLock(100))           // WHY: bound=bounded
    S.unlock();                 // WHY: release
  Poco::NamedMutex N("n");      // WHY: -> lock
  N.lock();                     // WHY: acquire exclusive on 'N'
  N.unlock();                   // WHY: release
  if (N.tryLock())              // WHY: attempt; blocking=lock
    N.unlock();                 // WHY: release
  Poco::RWLock R;               // WHY: -> lock
  R.readLock();                 // WHY: acquire shared on 'R'
  R.unlock();                   // WHY: release
  R.writeLock();                // WHY: acquire exclusive on 'R'
  R.unlock();                   // WHY: release
  if (R.tryReadLock())          // WHY: attempt; blocking=readLock
    R.unlock();                 // WHY: release
  if (R.tryWriteLock())         // WHY: attempt; blocking=writeLock
    R.unlock();                 // WHY: release
  Poco::NullMutex No;
  No.lock();                    // WHY-NOT
  No.unlock();                  // WHY-NOT
}

void guards() {
  Poco::Mutex M;
  Poco::RWLock R;
  { Poco::Mutex::ScopedLock L(M); }      // WHY: -> guard
  { Poco::ScopedLock<Poco::Mutex> L(M, 100); } // WHY: -> guard
  { Poco::ScopedLockWithUnlock<Poco::Mutex> L(M); // WHY: -> guard
    Poco::ScopedUnlock<Poco::Mutex> U(M); // WHY: -> inverse-guard
    L.unlock(); }                        // WHY: release
  { Poco::RWLock::ScopedLock L(R); }     // WHY: -> guard
  { Poco::RWLock::ScopedReadLock L(R); } // WHY: -> guard
  { Poco::RWLock::ScopedWriteLock L(R); } // WHY: -> guard
}

void waits() {
  Poco::Mutex M;
  Poco::Condition C;            // WHY: -> condition
  Poco::Mutex::ScopedLock L(M);
  C.wait(M);                    // WHY: wait class=wait bound=unbounded releases 'M'
  C.wait(M, 100);               // WHY: wait class=wait bound=bounded releases 'M'
  C.tryWait(M, 100);            // WHY: wait class=wait bound=bounded releases 'M'
  C.signal();                   // WHY: notify; wakes=one
  C.broadcast();                // WHY: notify; wakes=all
  Poco::Event E;                // WHY: -> wait-group
  E.wait();                     // WHY: block class=wait bound=unbounded
  E.wait(100);                  // WHY: block class=wait bound=bounded
  E.tryWait(100);               // WHY: bound=bounded
  E.tryWait(0);                 // WHY: bound=never
  E.set();                      // WHY: count-down
  Poco::NamedEvent N("n");      // WHY: -> wait-group
  N.wait();                     // WHY: block class=wait bound=unbounded
  N.set();                      // WHY: count-down
  Poco::Semaphore S(1);         // WHY: -> wait-group
  S.wait();                     // WHY: block class=wait bound=unbounded
  S.wait(100);                  // WHY: block class=wait bound=bounded
  S.tryWait(100);               // WHY: bound=bounded
  S.set();                      // WHY: count-down
  Poco::SynchronizedObject O;   // WHY: -> lock
  O.lock();                     // WHY: acquire exclusive on 'O'
  O.wait();                     // WHY: block class=wait bound=unbounded
  O.wait(100);                  // WHY: block class=wait bound=bounded
  O.tryWait(100);               // WHY: bound=bounded
  O.notify();                   // WHY: notify; wakes=one
  O.unlock();                   // WHY: release
  if (O.tryLock())              // WHY: attempt; blocking=lock
    O.unlock();                 // WHY: release
}

void queues() {
  Poco::NotificationCenter Center;
  Poco::NotificationQueue Q;    // WHY: -> channel
  Q.enqueueNotification(new Poco::Notification);       // WHY: send
  Q.enqueueUrgentNotification(new Poco::Notification); // WHY: send
  (void)Q.waitDequeueNotification();    // WHY: receive; closed=null
  (void)Q.waitDequeueNotification(100); // WHY: bound=bounded; closed=null
  (void)Q.dequeueNotification();        // WHY: bound=never; blocking=waitDequeueNotification; closed=null
  Q.dispatch(Center);           // WHY: callback
  Q.wakeUpAll();                // WHY: request-stop; wakes=all
  Poco::PriorityNotificationQueue P; // WHY: -> channel
  P.enqueueNotification(new Poco::Notification, 1); // WHY: send
  (void)P.waitDequeueNotification();    // WHY: receive; closed=null
  (void)P.waitDequeueNotification(100); // WHY: bound=bounded; closed=null
  (void)P.dequeueNotification();        // WHY: bound=never; blocking=waitDequeueNotification; closed=null
  P.dispatch(Center);           // WHY: callback
  P.wakeUpAll();                // WHY: request-stop; wakes=all
  Poco::TimedNotificationQueue T; // WHY: -> channel
  T.enqueueNotification(new Poco::Notification, Poco::Clock()); // WHY: send
  (void)T.waitDequeueNotification();    // WHY: receive; closed=never
  (void)T.waitDequeueNotification(100); // WHY: bound=bounded; closed=never
  (void)T.dequeueNotification();        // WHY: bound=never; blocking=waitDequeueNotification; closed=never
}

void callbacks() {
  Poco::NotificationCenter C;   // WHY: -> callable
  C.postNotification(new Poco::Notification); // WHY: callback
  Poco::BasicEvent<int> E;      // WHY: -> callable
  int I = 0;
  E(nullptr, I);                // WHY: callback
  E.notify(nullptr, I);         // WHY: callback
  E.notifyAsync(nullptr, I);    // WHY: spawn
  Poco::BasicEvent<void> V;     // WHY: -> callable
  V();                          // WHY: callback
}

class Job : public Poco::Task {
public:
  Job() : Poco::Task("job") {}
  void runTask() override {
    while (!isCancelled())      // WHY: stop-requested
      if (!sleep(100))          // WHY: block class=sleep bound=bounded; stopped-by=task
        yield();                // WHY: yield
  }
};

class Service : public Poco::ActiveDispatcher {
public:
  Service() : Body(this, &Service::loop), Ask(this, &Service::answer) {}
  void loop() {
    while (!Body.isStopped())   // WHY: stop-requested
      ;
  }
  int answer(const int &I) { return I; }
  Poco::Activity<Service> Body;
  Poco::ActiveMethod<int, int, Service> Ask;
};

void threads(Poco::Runnable &R) {
  Poco::Thread T;               // WHY: -> task
  T.start(R);                   // WHY: spawn; runs 'R'
  T.startFunc([] {});           // WHY: spawn; runs '[] {}'
  T.join();                     // WHY: block class=join bound=unbounded
  T.join(100);                  // WHY: block class=join bound=bounded
  T.tryJoin(100);               // WHY: block class=join bound=bounded
  Poco::Thread::sleep(100);     // WHY: block class=sleep bound=bounded
  Poco::Thread::trySleep(100);  // WHY: block class=sleep bound=bounded
  Poco::Thread::yield();        // WHY: yield
  T.wakeUp();                   // WHY: notify
  auto *P = new Poco::ThreadPool; // WHY: -> task
  P->start(R);                  // WHY: spawn; runs 'R'
  P->startWithPriority(Poco::Thread::PRIO_LOW, R); // WHY: spawn; runs 'R'
  P->joinAll();                 // WHY: block class=join bound=unbounded
  P->stopAll();                 // WHY: request-stop class=join bound=bounded
  P->~ThreadPool();             // WHY: block class=join bound=bounded
  Poco::TaskManager M;          // WHY: -> task
  auto *J = new Job;
  M.start(J);                   // WHY: spawn; runs 'J'
  J->cancel();                  // WHY: request-stop
  M.cancelAll();                // WHY: request-stop
  M.joinAll();                  // WHY: block class=join bound=unbounded
}

void activities() {
  auto *S = new Service;        // WHY: -> task
  auto *A = &S->Body;           // WHY: -> task
  A->start();                   // WHY: spawn
  A->stop();                    // WHY: request-stop
  A->wait();                    // WHY: block class=join bound=unbounded
  A->wait(100);                 // WHY: block class=join bound=bounded
  A->~Activity();               // WHY: block class=join bound=unbounded
  Poco::ActiveResult<int> Answer = S->Ask(1); // WHY: spawn
  Poco::ActiveResult<int> Copy(Answer); // WHY: -> future
  Answer.wait();                // WHY: block class=wait bound=unbounded
  Answer.wait(100);             // WHY: block class=wait bound=bounded
  Answer.tryWait(100);          // WHY: bound=bounded
  Answer.notify();              // WHY: satisfy
  Poco::ActiveDispatcher *D = S;
  D->~ActiveDispatcher();       // WHY: block class=join bound=unbounded
}

void timers(const Poco::AbstractTimerCallback &C, Poco::Util::TimerTask::Ptr K) {
  auto *T = new Poco::Timer(0, 100); // WHY: -> timer
  T->start(C);                  // WHY: start; runs 'C'
  T->restart();                 // WHY: start
  T->restart(100);              // WHY: start
  T->restart(0);                // WHY: stop
  T->stop();                    // WHY: stop class=wait bound=unbounded
  T->~Timer();                  // WHY: block class=wait bound=unbounded
  auto *U = new Poco::Util::Timer; // WHY: -> timer
  U->schedule(K, 100, 100);     // WHY: start
  U->scheduleAtFixedRate(K, 100, 100); // WHY: start
  U->cancel();                  // WHY: stop
  U->cancel(true);              // WHY: stop class=wait bound=unbounded
  K->cancel();                  // WHY: stop
  U->~Timer();                  // WHY: block class=wait bound=unbounded
}

class Daemon : public Poco::Util::ServerApplication {
  int main(const std::vector<std::string> &) override {
    waitForTerminationRequest(); // WHY: block class=wait bound=unbounded
    return 0;
  }
};

void processes() {
  Poco::ProcessHandle H = Poco::Process::launch("true", {});
  Poco::Process::wait(H);       // WHY: block class=process bound=unbounded
  H.wait();                     // WHY: block class=process bound=unbounded
  Poco::Pipe P;
  char Data[8];
  P.readBytes(Data, 8);         // WHY: block class=process bound=unbounded
  P.writeBytes(Data, 8);        // WHY: block class=process bound=unbounded
  Daemon::terminate();          // WHY: request-stop
}

void sockets(const Poco::Net::SocketAddress &A, const Poco::Timespan &T) {
  char Data[8];
  Poco::Net::SocketAddress From;
  Poco::Net::StreamSocket S;    // WHY: -> descriptor
  S.setBlocking(false);         // WHY: set-nonblocking
  S.setBlocking(true);          // WHY-NOT
  S.connect(A);                 // WHY: block class=network bound=unbounded
  S.connect(A, T);              // WHY: block class=network bound=bounded
  S.sendBytes(Data, 8);         // WHY: block class=network bound=unbounded
  S.receiveBytes(Data, 8);      // WHY: block class=network bound=unbounded
  S.sendUrgent(1);              // WHY: block class=network bound=unbounded
  S.poll(T, Poco::Net::Socket::SELECT_READ); // WHY: block class=network bound=bounded
  Poco::Net::Socket::SocketList L;
  Poco::Net::Socket::select(L, L, L, T); // WHY: select class=network bound=bounded
  Poco::Net::PollSet P;
  P.poll(T);                    // WHY: select class=network bound=bounded
  Poco::Net::ServerSocket V;
  V.acceptConnection();         // WHY: block class=network bound=unbounded
  Poco::Net::DatagramSocket D;
  D.sendBytes(Data, 8);         // WHY-NOT
  D.receiveBytes(Data, 8);      // WHY: block class=network bound=unbounded
  D.sendTo(Data, 8, A);         // WHY-NOT
  D.receiveFrom(Data, 8, From); // WHY: block class=network bound=unbounded
  Poco::Net::RawSocket R;
  R.sendBytes(Data, 8);         // WHY: block class=network bound=unbounded
  R.receiveBytes(Data, 8);      // WHY: block class=network bound=unbounded
  R.sendTo(Data, 8, A);         // WHY: block class=network bound=unbounded
  R.receiveFrom(Data, 8, From); // WHY: block class=network bound=unbounded
  Poco::Net::WebSocket W(S);
  int Flags = 0;
  W.sendFrame(Data, 8);         // WHY: block class=network bound=unbounded
  W.receiveFrame(Data, 8, Flags); // WHY: block class=network bound=unbounded
  W.shutdown();                 // WHY: block class=network bound=unbounded
  Poco::Net::DialogSocket G;
  std::string Text;
  G.sendMessage(Text);          // WHY: block class=network bound=unbounded
  G.receiveMessage(Text);       // WHY: block class=network bound=unbounded
  G.receiveStatusMessage(Text); // WHY: block class=network bound=unbounded
}

void servers(Poco::Net::TCPServer &V) {
  Poco::Net::SocketReactor R;
  R.run();                      // WHY: block class=wait bound=unbounded
  R.stop();                     // WHY: request-stop
  R.wakeUp();                   // WHY: notify
  auto *P = &V;                 // WHY: -> task
  P->start();                   // WHY: spawn
  P->stop();                    // WHY: request-stop
}

void protocols(Poco::Net::HTTPClientSession &H, Poco::Net::FTPClientSession &F, Poco::Net::SMTPClientSession &S,
               Poco::Net::POP3ClientSession &P, Poco::Net::ICMPClient &I, Poco::Net::NTPClient &N) {
  Poco::Net::HTTPRequest Request;
  Poco::Net::HTTPResponse Response;
  Poco::Net::MailMessage Mail;
  std::string Text;
  H.sendRequest(Request);       // WHY: block class=network bound=bounded
  H.flushRequest();             // WHY: block class=network bound=bounded
  H.peekResponse(Response);     // WHY: block class=network bound=bounded
  H.receiveResponse(Response);  // WHY: block class=network bound=bounded
  Poco::Net::DNS::hostByName("h"); // WHY: block class=network bound=unbounded
  Poco::Net::DNS::hostByAddress(Poco::Net::IPAddress()); // WHY: block class=network bound=unbounded
  Poco::Net::DNS::resolve("h"); // WHY: block class=network bound=unbounded
  Poco::Net::DNS::resolveOne("h"); // WHY: block class=network bound=unbounded
  F.open("h", 21);              // WHY: block class=network bound=bounded
  F.login("u", "p");            // WHY: block class=network bound=bounded
  F.sendCommand("NOOP", Text);  // WHY: block class=network bound=bounded
  F.beginDownload("f");         // WHY: block class=network bound=bounded
  F.endDownload();              // WHY: block class=network bound=bounded
  F.beginUpload("f");           // WHY: block class=network bound=bounded
  F.endUpload();                // WHY: block class=network bound=bounded
  F.logout();                   // WHY: block class=network bound=bounded
  F.close();                    // WHY: block class=network bound=bounded
  S.open();                     // WHY: block class=network bound=bounded
  S.login();                    // WHY: block class=network bound=bounded
  S.sendMessage(Mail);          // WHY: block class=network bound=bounded
  S.sendCommand("NOOP", Text);  // WHY: block class=network bound=bounded
  S.close();                    // WHY: block class=network bound=bounded
  P.login("u", "p");            // WHY: block class=network bound=bounded
  P.messageCount();             // WHY: block class=network bound=bounded
  P.retrieveMessage(1, Mail);   // WHY: block class=network bound=bounded
  P.sendCommand("NOOP", Text);  // WHY: block class=network bound=bounded
  P.close();                    // WHY: block class=network bound=bounded
  I.ping("h");                  // WHY: block class=network bound=bounded
  N.request("h");               // WHY: block class=network bound=bounded
}

void databases(Poco::Data::SessionPool &Pool, Poco::Redis::Client &R, Poco::MongoDB::Connection &M,
               Poco::MongoDB::RequestMessage &Request) {
  Poco::Data::Session S("SQLite", "f.db"); // WHY: block class=database bound=bounded
  S.open();                     // WHY: block class=database bound=unbounded
  S.reconnect();                // WHY: block class=database bound=unbounded
  S.begin();                    // WHY: block class=database bound=unbounded
  S.commit();                   // WHY: block class=database bound=unbounded
  S.rollback();                 // WHY: block class=database bound=unbounded
  S.close();                    // WHY: block class=database bound=unbounded
  Poco::Data::Session Other = Pool.get(); // WHY: block class=database bound=unbounded
  Poco::Data::Statement T(S);
  T.execute();                  // WHY: block class=database bound=unbounded
  T.executeAsync();             // WHY: spawn
  T.wait();                     // WHY: block class=database bound=unbounded
  T.wait(100);                  // WHY: block class=database bound=bounded
  Poco::Redis::Array Command;
  R.connect("h", 6379);         // WHY: block class=database bound=unbounded
  R.execute<Poco::Int64>(Command); // WHY: block class=database bound=unbounded
  R.sendCommand(Command);       // WHY: block class=database bound=unbounded
  R.sendCommands({Command});    // WHY: block class=database bound=unbounded
  R.readReply();                // WHY: block class=database bound=unbounded
  M.connect("h", 27017);        // WHY: block class=database bound=unbounded
  M.sendRequest(Request);       // WHY: block class=database bound=unbounded
}

} // namespace

void all(Poco::Runnable &R, const Poco::AbstractTimerCallback &C, Poco::Net::TCPServer &V,
         Poco::Net::HTTPClientSession &H, Poco::Net::FTPClientSession &F, Poco::Net::SMTPClientSession &S,
         Poco::Net::POP3ClientSession &P, Poco::Net::ICMPClient &I, Poco::Net::NTPClient &N,
         Poco::Data::SessionPool &Pool, Poco::Redis::Client &Redis, Poco::MongoDB::Connection &Mongo,
         Poco::MongoDB::RequestMessage &Request) {
  mutexes();
  guards();
  waits();
  queues();
  callbacks();
  threads(R);
  activities();
  timers(C, nullptr);
  processes();
  sockets(Poco::Net::SocketAddress(), Poco::Timespan());
  servers(V);
  protocols(H, F, S, P, I, N);
  databases(Pool, Redis, Mongo, Request);
  Daemon D;
}
