/** A part of the site that may fail to arrive: words in its place, until the address leads elsewhere. */
import { Component, type ReactNode } from 'react';

interface Props {
  /** The address that it is shown at. */
  at: string;
  className: string | undefined;
  /** A part within the page, which has a `main` already. */
  within?: boolean;
  children: ReactNode;
}

export class Fallible extends Component<Props, { fault?: string | undefined }> {
  override state: { fault?: string | undefined } = {};

  static getDerivedStateFromError({ message }: Error) {
    return { fault: message };
  }

  override componentDidUpdate({ at }: Props) {
    if (at !== this.props.at && this.state.fault !== undefined) this.setState({ fault: undefined });
  }

  override render() {
    const { fault } = this.state;
    if (fault === undefined) return this.props.children;
    const words = (
      <p role="alert">
        This cannot be shown: {fault}. If the connection was lost, load the page again once it is back.
      </p>
    );
    if (this.props.within) return words;
    return (
      <main className={this.props.className} tabIndex={-1}>
        {words}
      </main>
    );
  }
}
