package io.midwatch.ui.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.midwatch.ui.PageTest;
import io.midwatch.ui.Pages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@PageTest
class DatabasePagesTest {
  @Autowired MockMvc mvc;
  private Pages pages;

  @BeforeEach
  void reader() {
    pages = new Pages(mvc);
  }

  @Test
  void listSaysWhichIsShortOfConnections() throws Exception {
    assertThat(pages.text("/databases"))
        .contains("1 database, 1 short of connections")
        .contains("orders postgresql over limit pool 9 of 10 90 % 4 16.4 /min 0 % 1.9 ms 1");
    assertThat(pages.html("/databases.csv"))
        .contains("\r\norders,postgresql,pool,9.0,10.0,4.0,982,0,");
  }

  @Test
  void listHasPoolsOfServicesWhoseCallsAreNotSeen() throws Exception {
    assertThat(pages.text("/databases"))
        .contains("Other connection pools of services none of whose calls to a database was seen")
        .contains("1 pool", "poller jobs poller-0 2 of 5 40 % —");
    assertThat(pages.json("/databases.json").get("pools").get("total").asInt()).isEqualTo(1);
  }

  @Test
  void databaseShowsItsPoolsAndWhoCallsIt() throws Exception {
    assertThat(pages.text("/databases/postgresql~orders"))
        .contains("The pool of shop uses 9 of 10 connections and 4 requests wait for one.")
        .contains("0 % of 982 calls failed, 0 % in the window before.")
        .contains("shop orders shop-1 9 of 10 90 % 4")
        .contains("shop ok 982 1.6× 604 0 %");
  }

  @Test
  void callsLeadToTheirTraces() throws Exception {
    assertThat(pages.html("/databases/postgresql~orders"))
        .contains("/traces?q=db.system.name:%22postgresql%22%20db.namespace:%22orders%22");

    assertThat(
            pages
                .json("/traces.json?q=db.system.name:%22postgresql%22%20db.namespace:%22orders%22")
                .get("rows")
                .size())
        .isEqualTo(50);
  }

  @Test
  void databaseNobodyCalledIsSaidSoAndHasNoFigures() throws Exception {
    assertThat(pages.text("/databases/none")).contains("Nobody called this database in");
    mvc.perform(get("/databases/none.json")).andExpect(status().isNotFound());
    mvc.perform(get("/databases/none.csv")).andExpect(status().isNotFound());
  }
}
