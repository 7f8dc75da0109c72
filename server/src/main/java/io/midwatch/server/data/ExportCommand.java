package io.midwatch.server.data;

import io.midwatch.storage.columnar.EmbeddedStore;
import io.midwatch.storage.contract.StoreException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * The program behind {@code ./midwatch export}. Exit code 0 when everything asked for was written,
 * 1 when something could not be read or written, 2 when the command line cannot be read, there is
 * no such folder, or a server has it open.
 */
public final class ExportCommand {
  private ExportCommand() {}

  /** Runs and exits. */
  public static void main(String[] arguments) {
    Quiet.logging();
    System.exit(
        run(List.of(arguments), System.getenv(), InstantSource.system(), System.out, System.err));
  }

  static int run(
      List<String> arguments,
      Map<String, String> environment,
      InstantSource clock,
      PrintStream out,
      PrintStream problems) {
    ExportOptions options;
    Path folder;
    try {
      options = ExportOptions.parse(arguments, clock.instant());
      folder = DataFolders.require(options.dataDir(), environment);
    } catch (IllegalArgumentException problem) {
      problems.println("midwatch export: " + problem.getMessage());
      return 2;
    }
    EmbeddedStore store;
    try {
      store = OfflineStore.open(folder, environment, clock);
    } catch (StoreException problem) {
      problems.println("midwatch export: " + problem.getMessage());
      return 2;
    }
    try (store;
        ExportLines lines = ExportLines.to(options.out(), out)) {
      List<String> missing = new Export(store, options.signal(), lines).write(options.range());
      problems.println("Exported " + lines.items() + " items in " + lines.count() + " requests.");
      missing.forEach(reason -> problems.println("midwatch export: not complete: " + reason));
      store.damaged().forEach(damage -> problems.println("midwatch export: damaged: " + damage));
      return missing.isEmpty() && store.damaged().isEmpty() ? 0 : 1;
    } catch (IOException | StoreException problem) {
      problems.println("midwatch export: " + problem);
      return 1;
    }
  }
}
