import { createHmac, randomBytes, randomUUID } from 'node:crypto';

/** Hands out access tokens that look like JSON Web Tokens; when they end, only the service knows. */
export class AccessTokens {
	private readonly endsAt = new Map<string, number>();
	private readonly key = randomBytes(32);
	private handedOut = 0;

	constructor(private readonly lifetimeSeconds: number) {}

	/** How many tokens were handed out. */
	get exchanges(): number {
		return this.handedOut;
	}

	issue(userId: string, tenant: string): string {
		const issuedAt = Math.floor(Date.now() / 1000);
		const payload = { iss: 'credo-ai', sub: userId, tenant, iat: issuedAt, jti: randomUUID() };
		const content = [{ alg: 'HS256', typ: 'JWT' }, payload].map(encode).join('.');
		const token = `${content}.${createHmac('sha256', this.key).update(content).digest('base64url')}`;
		this.endsAt.set(token, Date.now() + this.lifetimeSeconds * 1000);
		this.handedOut += 1;
		return token;
	}

	/** Whether an `Authorization` header holds a token that still counts. */
	accepts(authorization: string | undefined): boolean {
		const [, token = ''] = /^Bearer (\S+)$/i.exec(authorization ?? '') ?? [];
		return (this.endsAt.get(token) ?? 0) > Date.now();
	}

	/** Ends every token handed out so far. */
	expireAll(): void {
		this.endsAt.clear();
	}
}

function encode(part: object): string {
	return Buffer.from(JSON.stringify(part)).toString('base64url');
}
