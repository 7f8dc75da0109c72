package io.midwatch.demo.launcher;

import io.midwatch.demo.faults.Fault;
import io.midwatch.demo.faults.FaultBoard;
import io.midwatch.demo.faults.FaultSchedule;
import io.midwatch.demo.faults.TruthLog;
import io.midwatch.demo.thirdparty.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** One run of the demo, from the first process to the last. */
final class Demo implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  private final Options options;
  private final Installation installation;
  private final Folders folders;
  private final Progress progress = new Progress();
  private final TruthLog truth;
  private final List<Child> children = new CopyOnWriteArrayList<>();
  private final Set<String> mourned = new HashSet<>();
  private volatile @Nullable Postgres postgres;
  private volatile @Nullable Shops shops;
  private volatile @Nullable FaultBoard board;
  private volatile @Nullable ControlPage page;
  private volatile boolean closed;

  Demo(Options options, Installation installation) throws IOException {
    this.options = options;
    this.installation = installation;
    this.folders = Folders.create(options.dataDir());
    this.truth = new TruthLog(folders.truth(), Instant.now());
  }

  /** Starts everything and returns when the asked time is over; for ever when none was asked. */
  void run() throws IOException, InterruptedException, SQLException {
    Ports ports = options.ports();
    ports.requireFree(options.findServerJar().isPresent());
    page = ControlPage.open(ports.page(), this::state, this::setFault);
    progress.say("Demo page  http://127.0.0.1:" + ports.page() + "/");
    progress.say("Logs       " + folders.logs());
    progress.say("Truth      " + folders.truth());
    if (options.findServerJar().isPresent()) {
      startServer(options.findServerJar().get());
    }
    startBusiness();
    if (!options.faults().isEmpty()) {
      options.faults().forEach(fault -> setFault(fault, true, "command line"));
    }
    watch();
  }

  private void startServer(Path jar) throws IOException, InterruptedException {
    Child server = adopt(MidwatchServer.start(jar, options.ports(), folders));
    MidwatchServer.awaitReady(server, options.ports(), folders);
    progress.say("Midwatch   http://127.0.0.1:" + options.ports().http() + "/  (ready)");
  }

  private void startBusiness() throws IOException, InterruptedException, SQLException {
    Ports ports = options.ports();
    Postgres database = Postgres.start(ports.database(), installation.postgres(), folders);
    postgres = database;
    adopt(database.process());
    database.createSchema(START_LIMIT);
    Files.writeString(folders.readyFile("postgresql"), "ready\n");
    progress.say("PostgreSQL is up");
    var fleet = new Fleet(installation, folders, ports, HostNames.write(folders), database.url());
    Child broker = adopt(fleet.startBroker());
    Child cards = adopt(fleet.startThirdParty(Role.CARD_PROCESSOR));
    Child mail = adopt(fleet.startThirdParty(Role.EMAIL_PROVIDER));
    Child customers = adopt(fleet.startThirdParty(Role.CUSTOMERS));
    Child traffic = adopt(fleet.startTraffic(Math.min(2, options.requestsPerSecond())));
    awaitReady(broker, cards, mail, customers, traffic);
    Child payments = adopt(fleet.startPayments());
    var running = new Shops(fleet, ports);
    shops = running;
    running.startFirst();
    awaitReady(payments);
    traffic.send("route " + running.routes());
    progress.say(
        "Live traffic: shop " + Shops.FIRST_VERSION + " and payments are up; the rest joins");
    Child importer = adopt(fleet.startImporter());
    running.startSecond();
    traffic.send("route " + running.routes());
    awaitReady(importer);
    awaitReady(adopt(fleet.startWebhooks()));
    traffic.send("rate " + options.requestsPerSecond());
    progress.say("All services are up: shop (2), payments, importer, webhooks");
    board =
        new FaultBoard(
            new FaultSwitches(running, traffic, cards, importer),
            truth,
            InstantSource.system(),
            progress::say);
  }

  private Child adopt(Child child) {
    children.add(child);
    if (closed) {
      child.release();
    }
    return child;
  }

  private static void awaitReady(Child... waiting) throws InterruptedException {
    for (Child child : waiting) {
      child.awaitReady(START_LIMIT);
    }
  }

  /** Follows the schedule and says when a process has ended by itself. */
  private void watch() throws InterruptedException {
    FaultSchedule schedule = FaultSchedule.standard();
    long start = System.nanoTime();
    Optional<Fault> current = Optional.empty();
    while (true) {
      var elapsed = Duration.ofNanos(System.nanoTime() - start);
      Duration limit = options.duration();
      if (limit != null && elapsed.compareTo(limit) >= 0) {
        return;
      }
      if (options.schedule()) {
        Optional<Fault> next = schedule.at(elapsed);
        if (!next.equals(current)) {
          current.ifPresent(fault -> setFault(fault, false, "schedule"));
          next.ifPresent(fault -> setFault(fault, true, "schedule"));
          current = next;
        }
      }
      for (Child child : allChildren()) {
        if (!child.isAlive() && mourned.add(child.name())) {
          progress.say(child.name() + " has ended; see " + folders.log(child.name()));
        }
      }
      Thread.sleep(500);
    }
  }

  private boolean setFault(Fault fault, boolean on) {
    return setFault(fault, on, "page");
  }

  private boolean setFault(Fault fault, boolean on, String by) {
    FaultBoard switches = board;
    if (switches == null) {
      return false;
    }
    switches.set(fault, on, by);
    return true;
  }

  private List<Child> allChildren() {
    var all = new ArrayList<>(children);
    Shops running = shops;
    if (running != null) {
      running.all().forEach(instance -> all.add(instance.child()));
    }
    return all;
  }

  private Map<String, Object> state() {
    Shops running = shops;
    FaultBoard switches = board;
    return DemoState.toJson(
        options.ports().http(),
        List.copyOf(children),
        running == null ? List.of() : running.all(),
        switches == null ? Map.of() : switches.states(),
        truth.entries());
  }

  /** Ends every process, the senders first and the server last; at most about 20 s. */
  @Override
  public void close() throws IOException {
    closed = true;
    Thread.interrupted(); // A stop may have interrupted a start; the stopping itself must not be.
    progress.say("Stopping");
    if (board != null) {
      board.close();
    }
    var order = allChildren().reversed();
    List<Child> last = order.stream().filter(Demo::isFoundation).toList();
    List<Child> first = order.stream().filter(child -> !isFoundation(child)).toList();
    end(first);
    end(last);
    if (page != null) {
      page.close();
    }
    if (postgres != null) {
      postgres.deleteFiles();
    }
    progress.say("Stopped; logs are in " + folders.logs());
  }

  private static boolean isFoundation(Child child) {
    return child.name().equals("midwatch")
        || child.name().equals("postgresql")
        || child.name().equals("broker");
  }

  private static void end(List<Child> some) {
    some.forEach(Child::release);
    some.forEach(child -> child.awaitEnd(Duration.ofSeconds(10)));
  }
}
