package io.midwatch.demo.launcher;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The demo's entry: starts everything, and stops everything on Ctrl-C, SIGTERM or after {@code
 * --duration}.
 */
public final class DemoLauncher {
  private DemoLauncher() {}

  /**
   * Runs the demo; {@code --help} lists the options. Exit code 2 when something is wrong with how
   * it was called.
   */
  public static void main(String[] args) throws Exception {
    if (List.of(args).contains("--help")) {
      System.out.println(Options.HELP);
      return;
    }
    try {
      run(new Demo(Options.parse(List.of(args), System.getenv()), Installation.find()));
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
    System.exit(0);
  }

  private static void run(Demo demo) throws Exception {
    var stopped = new CountDownLatch(1);
    var main = Thread.currentThread();
    var hook =
        new Thread(
            () -> {
              main.interrupt();
              await(stopped);
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try (demo) {
      demo.run();
    } catch (InterruptedException e) {
      Thread.interrupted();
    } finally {
      stopped.countDown();
    }
  }

  private static void await(CountDownLatch stopped) {
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
