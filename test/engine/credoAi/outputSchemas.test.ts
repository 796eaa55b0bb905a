import { compareSchemas } from '../schemas/checkedIn';
import { credoAi } from '../schemas/credoAi';

describe('the output schema that the editor shows', () => compareSchemas(credoAi));
