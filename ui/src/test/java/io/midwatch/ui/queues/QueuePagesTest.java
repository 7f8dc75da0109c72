package io.midwatch.ui.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.query.operations.QueueRow;
import io.midwatch.query.operations.QueueRow.Drain;
import io.midwatch.ui.PageTest;
import io.midwatch.ui.Pages;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@PageTest
class QueuePagesTest {
  private static final Instant NOW = Instant.parse("2026-11-17T03:17:46Z");

  @Autowired MockMvc mvc;
  private Pages pages;

  @BeforeEach
  void reader() {
    pages = new Pages(mvc);
  }

  @Test
  void listSaysWhatIsLateInMessagesAndInTime() throws Exception {
    assertThat(pages.text("/queues"))
        .contains("2 queues, 1 late")
        .contains("webhooks.out activemq over limit 2,676 14 min 50 s")
        .contains("never");
    assertThat(pages.text("/queues?tenant=northwind")).contains("Queues are not split by tenant");
  }

  @Test
  void queueSaysWhetherItDrainsAndWhoSendsAndTakes() throws Exception {
    assertThat(pages.text("/queues/webhooks.out"))
        .contains("messages wait, the oldest for 14 min 50 s.")
        .contains(
            "It grew by 180 a minute in the last five minutes: it will not drain at this rate.")
        .contains("No span takes a message out of it.")
        .contains("shop send 301 steady 302 0");
    assertThat(pages.text("/queues/import.rows")).contains("importer process");
    assertThat(pages.html("/queues/webhooks.out.csv")).contains("\r\nshop,send,301,302,0,0,");
  }

  @Test
  void tracesOfAQueueAreItsOwn() throws Exception {
    String link = "/traces.json?q=messaging.destination.name:%22import.rows%22";

    assertThat(pages.html("/queues/import.rows"))
        .contains("href=\"/traces?q=messaging.destination.name:%22import.rows%22\"");
    assertThat(pages.json(link).get("rows").valueStream())
        .isNotEmpty()
        .allMatch(row -> row.get("service").asString().equals("importer"));
  }

  @Test
  void csvHasEveryQueue() throws Exception {
    assertThat(pages.html("/queues.csv"))
        .startsWith("queue,system,waiting,oldest_seconds,")
        .contains("\r\nwebhooks.out,activemq,2676.0,890.0,");
  }

  @Test
  void forecastNamesTheTimeAtWhichAQueueIsEmpty() {
    assertThat(QueueText.sentence(row(4_500.0, -100.0, new Drain.In(2_700)), NOW))
        .isEqualTo(
            "4,500\u00A0messages wait, the oldest for 30\u00A0s. At the rate of the last five"
                + " minutes it is empty in 45\u00A0min, at 04:02 UTC.");
    assertThat(QueueText.sentence(row(12.0, 0.2, new Drain.Never()), NOW))
        .contains("It neither grew nor shrank");
    assertThat(QueueText.sentence(row(0.0, 0.0, new Drain.Empty()), NOW)).isEqualTo("It is empty.");
    assertThat(QueueText.sentence(row(3.0, null, new Drain.Unknown()), NOW))
        .contains("too few figures");
  }

  private static QueueRow row(double waiting, @Nullable Double net, Drain drain) {
    return new QueueRow("q", "kafka", waiting, 30.0, null, 0, 0, 0, net, drain, List.of());
  }
}
