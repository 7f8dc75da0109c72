// One stream for all tabs of a browser, which has room for six connections to a server and no more. A tab says
// ['sub', address] to join and 'bye' to leave; it is told {k: 'open'}, {k: 'err'} and {k: 'tick', d: position}.
'use strict';
const AGAIN = 5_000;
const streams = new Map();

class Stream {
  constructor(address) {
    this.address = address;
    this.ports = new Set();
    this.open = false;
    this.connect();
  }

  // The browser connects again by itself after a cut, not after a refusal.
  connect() {
    const source = this.source = new EventSource(this.address);
    source.onopen = () => { this.open = true; this.tell({ k: 'open' }); };
    source.onerror = () => {
      this.open = false;
      this.tell({ k: 'err' });
      if (source.readyState === EventSource.CLOSED) this.again = setTimeout(() => this.connect(), AGAIN);
    };
    source.addEventListener('tick', (e) => this.tell({ k: 'tick', d: e.data }));
  }

  join(port) {
    this.ports.add(port);
    if (this.open) port.postMessage({ k: 'open' });
  }

  leave(port) {
    this.ports.delete(port);
    if (this.ports.size > 0) return;
    clearTimeout(this.again);
    this.source.close();
    streams.delete(this.address);
  }

  tell(what) {
    for (const port of this.ports) port.postMessage(what);
  }
}

onconnect = (e) => {
  const port = e.ports[0];
  port.onmessage = ({ data }) => {
    if (data === 'bye') {
      for (const stream of [...streams.values()]) stream.leave(port);
    } else if (data[0] === 'sub') {
      if (!streams.has(data[1])) streams.set(data[1], new Stream(data[1]));
      streams.get(data[1]).join(port);
    }
  };
};
