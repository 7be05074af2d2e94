"""Reading the guides to the agreements, the law behind them and Leskracht's privacy statement."""
