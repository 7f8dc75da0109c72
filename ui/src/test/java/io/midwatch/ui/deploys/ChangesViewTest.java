package io.midwatch.ui.deploys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.midwatch.insight.deploy.DeployBoard;
import io.midwatch.insight.deploy.DeployEffects;
import io.midwatch.query.versions.VersionsService;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.AbandonedException;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.memory.InMemoryAuditLog;
import io.midwatch.storage.contract.memory.InMemoryDeploys;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.testkit.fixture.Times;
import io.midwatch.ui.TestStore;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The Overview is whole without its changes, but nobody is told that there were none. */
class ChangesViewTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Times.START.plusSeconds(3_600));
  private static final Window HOUR = Window.of(Times.HOUR);

  @Test
  void whatTheStoreCannotReadIsSaid() {
    Changes changes = view(new StoreException("versions took too long")).of(HOUR);

    assertThat(changes.rows()).isEmpty();
    assertThat(changes.unread()).isEqualTo("The store could not be read: versions took too long");
  }

  @Test
  void questionThatNobodyWaitsForIsGivenUp() {
    assertThatThrownBy(() -> view(new AbandonedException()).of(HOUR))
        .isInstanceOf(AbandonedException.class);
  }

  private static ChangesView view(RuntimeException why) {
    return new ChangesView(
        new DeployBoard(
            new InMemoryDeploys(new InMemoryAuditLog()),
            new VersionsService(new Failing(why)),
            CLOCK),
        new DeployEffects(TestStore.empty(CLOCK).requests(), CLOCK));
  }

  /** Answers nothing. */
  private record Failing(RuntimeException why) implements RollupReader {
    @Override
    public List<RollupTable> rollupTables() {
      return List.of();
    }

    @Override
    public RollupAnswer readRollup(RollupQuery query) {
      throw why;
    }
  }
}
