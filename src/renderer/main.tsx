// First of all: the router reads the address when it is loaded, and the token must be out of it by then.
import './rpc/transport-token.ts';
import { createRoot } from 'react-dom/client';
import './app/tokens.css';
import './app/base.css';
import { App } from './app/app.tsx';

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
