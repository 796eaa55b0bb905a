import { named } from '../resources/labels';

/** Delivery of an invite by SMS or email (Credas: Process actor webhooks). */
export const inviteStatus = named({
	0: 'Not sent',
	1: 'Sent',
	2: 'Delivered',
	3: 'Opened',
	5: 'Bounced',
});

/** What a result update is about (Credas: Status update webhooks). */
export const updateType = named({
	1: 'Name check',
	2: 'Share code',
	3: 'Liveness',
	4: 'ID document',
	5: 'Non-biometric document',
	6: 'Data check',
	7: 'Right to rent',
	8: 'Right to work',
	9: 'Safe harbour',
});
