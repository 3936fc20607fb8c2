import { createRoot } from 'react-dom/client';
import './app/tokens.css';
import './app/base.css';
import { App } from './app/app.tsx';
import { takeTransportToken } from './rpc/link.ts';

takeTransportToken();
const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
