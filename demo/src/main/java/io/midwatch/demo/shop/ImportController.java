package io.midwatch.demo.shop;

import io.midwatch.demo.broker.Queues;
import io.midwatch.demo.caller.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes XML order files of at most 256 K characters and hands them to the importer unread. */
@RestController
class ImportController {
  private static final int LIMIT = 256 * 1024;
  private final JmsTemplate jms;

  ImportController(JmsTemplate jms) {
    this.jms = jms;
  }

  @PostMapping(path = "/v1/imports", consumes = "application/xml")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void accept(@RequestBody String file) {
    if (Caller.current().isEmpty() || file.length() > LIMIT) {
      throw new IllegalArgumentException(
          "An order file needs X-Tenant, X-User and at most " + LIMIT + " characters");
    }
    jms.convertAndSend(Queues.IMPORTS, file);
  }
}
