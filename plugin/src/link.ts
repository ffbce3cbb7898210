/** The connection to the program: lines of JSON in ASCII, each answered. */

export type Message = { [key: string]: unknown };

/** Most letters of a line, either way: one tick carries so many, and more may be lost. */
const LONGEST = 8000;
/** Ticks between two attempts to connect. */
const AGAIN_MS = 1000;

const ascii = (text: string) => text.replace(/[\u007f-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);

export class Link {
    private socket: Socket | null = null;
    private rest = "";
    private number = 0;
    private isOpen = false;
    private readonly waiting = new Map<number, (answer: Message) => void>();

    constructor(
        private readonly port: number,
        private readonly token: string,
        private readonly changed: (isOpen: boolean, words: string) => void,
    ) {}

    /** Connects, and again whenever the connection is lost. */
    start() {
        const socket = network.createSocket();
        this.socket = socket;
        socket.on("data", (data) => this.take(data));
        socket.on("error", () => this.lost(socket, "loopwright does not run"));
        socket.on("close", () => this.lost(socket, "loopwright has ended"));
        socket.connect(this.port, "127.0.0.1", () => {
            const hello = {
                kind: "hello", token: this.token, plugin: "0.2.0", api: context.apiVersion, mode: context.mode, network: network.mode,
            };
            this.send(hello, (answer) => {
                this.isOpen = answer.kind === "welcome";
                this.changed(this.isOpen, this.isOpen ? "connected" : String(answer.error ?? "refused"));
            });
        });
    }

    private lost(socket: Socket, words: string) {
        if (socket !== this.socket) return;
        this.socket = null;
        this.rest = "";
        this.isOpen = false;
        const waiting = [...this.waiting.values()];
        this.waiting.clear();
        waiting.forEach((answer) => answer({ kind: "lost" }));
        this.changed(false, words);
        context.setTimeout(() => { if (!this.socket) this.start(); }, AGAIN_MS);
    }

    private take(data: string) {
        const lines = (this.rest + data).split("\n");
        this.rest = lines.pop()!;
        if (this.rest.length > LONGEST) { this.drop("a line is too long"); return; }
        for (const line of lines) {
            let message: Message;
            try { message = JSON.parse(line) as Message; } catch { this.drop("a line is no JSON"); return; }
            const answer = this.waiting.get(Number(message.re));
            this.waiting.delete(Number(message.re));
            answer?.(message);
        }
    }

    private drop(words: string) {
        const { socket } = this;
        if (!socket) return;
        // The types want an error here; the game needs none.
        socket.destroy(null as never);
        this.lost(socket, words);
    }

    /** Whether the program listens. */
    get open(): boolean { return this.isOpen; }

    /** Sends a message; the answer may be that the connection was lost. */
    send(message: Message, answer: (answer: Message) => void) {
        const id = this.number += 1, line = ascii(JSON.stringify({ id, ...message })) + "\n";
        if (!this.socket || line.length > LONGEST) { answer({ kind: "lost" }); return; }
        this.waiting.set(id, answer);
        // The game says true where a part was lost.
        if (this.socket.write(line)) this.drop("a line was lost");
    }
}
